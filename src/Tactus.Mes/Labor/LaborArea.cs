using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform;
using Tactus.Platform.Messaging;

namespace Tactus.Mes.Labor;

/// <summary>People at work and their skills. What the area adds to its half's model, endpoints, message handlers and rights.</summary>
internal static class LaborArea
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
