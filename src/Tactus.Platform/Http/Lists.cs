using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Tactus.Platform.Http;

/// <summary>One page of a list; <c>next</c> is the cursor of the following page or null at the end.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Lists that filter, sort, choose fields, page by cursor and come as CSV.</summary>
public static class Lists
{
    /// <summary>
    /// Maps a list. <paramref name="query"/> projects entities to rows by member initialisation (<c>new Row { A = x.A }</c>), so that
    /// filters and sorting on row properties are translated to SQL.
    /// </summary>
    /// <typeparam name="TDb">The half to read.</typeparam>
    /// <typeparam name="TRow">A row: flat properties.</typeparam>
    /// <param name="app">The host's.</param>
    /// <param name="path">e.g. <c>/api/erp/items</c>.</param>
    /// <param name="permission">The right to read.</param>
    /// <param name="summary">One line for the description.</param>
    /// <param name="key">Name of the row property that is unique: it ends every order, so that pages are stable.</param>
    /// <param name="query">Rows, unordered.</param>
    /// <param name="sort">Default order, e.g. <c>-dueUtc</c>; the key when null.</param>
    public static RouteHandlerBuilder List<TDb, TRow>(
        this IEndpointRouteBuilder app, string path, string permission, string summary, string key,
        Func<TDb, HttpRequest, IQueryable<TRow>> query, string? sort = null) where TDb : HalfDb where TRow : class =>
        app.MapGet(path, async (HttpContext http, TDb db) =>
        {
            var request = ListRequest<TRow>.Parse(http.Request, key, sort);
            if (request.Refusal is { } refusal) return refusal.ToHttp();
            return await request.Value.Answer(http, query(db, http.Request));
        }).Produces<Page<TRow>>().WithMetadata(new RequiredPermission(permission), new ListOf(typeof(TRow))).WithSummary(summary).WithTags(Api.Area(path));
}

/// <summary>Marks a list endpoint so that the description can name its parameters.</summary>
public sealed record ListOf(Type Row);
