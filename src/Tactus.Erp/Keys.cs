using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Tactus.Erp;

internal static class Keys
{
    /// <summary>A number as it stands in an address: a slash in it stays escaped on its way through routing. No number holds a percent sign.</summary>
    internal static string FromPath(string no) => no.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    /// <summary>Names the answer of a read for the description of the interface.</summary>
    internal static RouteHandlerBuilder Returns<T>(this RouteHandlerBuilder read) => read.Produces<T>().ProducesProblem(StatusCodes.Status404NotFound);
}
