using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform;
using Tactus.Platform.Messaging;

namespace Tactus.Erp.Sales;

/// <summary>Sales orders and their changes. What the area adds to its half's model, endpoints, message handlers and rights.</summary>
internal static class SalesArea
{
    internal static IReadOnlyList<Permission> Permissions { get; } = [];

    internal static void MapModel(ModelBuilder model)
    {
    }

    internal static void MapEndpoints(IEndpointRouteBuilder app)
    {
    }

    internal static void Handle(MessageHandlers handlers)
    {
    }
}
