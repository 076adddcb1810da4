using System.Collections;
using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Tactus.Platform.Http;

/// <summary>
/// What a list was asked for: <c>?filter=state:eq:running&amp;filter=dueUtc:lt:2026-03-01T00:00:00Z&amp;sort=-dueUtc,no&amp;fields=no,state&amp;limit=100&amp;cursor=…&amp;search=…</c>.
/// Paging is by the values of the last row (keyset), so that rows which come or go meanwhile shift nothing.
/// </summary>
internal sealed record ListRequest<TRow>(
    IReadOnlyList<ListRequest<TRow>.Order> Orders, IReadOnlyList<Expression<Func<TRow, bool>>> Filters,
    IReadOnlyList<PropertyInfo> Fields, int Limit, JsonElement[]? After) where TRow : class
{
    internal sealed record Order(PropertyInfo Property, bool Descending);

    private static readonly Dictionary<string, PropertyInfo> Properties = typeof(TRow).GetProperties()
        .ToDictionary(property => TactusJson.Camel(property.Name), StringComparer.Ordinal);

    private static readonly string[] Operators = ["eq", "ne", "lt", "le", "gt", "ge", "contains", "starts", "in", "null"];

    internal static Outcome<ListRequest<TRow>> Parse(HttpRequest request, string key, string? defaultSort)
    {
        var limit = 100;
        if (request.Query.TryGetValue("limit", out var limitText)
            && (!int.TryParse(limitText, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > 1000))
            return Refusal.Field("limit", "limit", "limit is a number from 1 to 1000.");
        var orders = new List<Order>();
        var sort = request.Query["sort"].ToString() is { Length: > 0 } asked ? asked : defaultSort ?? TactusJson.Camel(key);
        foreach (var part in (sort + "," + TactusJson.Camel(key)).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!Properties.TryGetValue(part.TrimStart('-'), out var property) || !Sortable(property.PropertyType)) return Unknown("sort", part.TrimStart('-'));
            if (orders.All(order => order.Property != property)) orders.Add(new Order(property, part.StartsWith('-')));
        }
        var filters = new List<Expression<Func<TRow, bool>>>();
        foreach (var text in request.Query["filter"])
        {
            var filter = Filter(text ?? "");
            if (filter.Refusal is { } refusal) return refusal;
            filters.Add(filter.Value);
        }
        if (request.Query["search"].ToString() is { Length: > 0 } search) filters.Add(Search(search));
        var fields = new List<PropertyInfo>();
        foreach (var name in request.Query["fields"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            if (Properties.TryGetValue(name, out var property)) fields.Add(property);
            else return Unknown("fields", name);
        JsonElement[]? after = null;
        if (request.Query["cursor"].ToString() is { Length: > 0 } cursor)
            try
            {
                after = JsonSerializer.Deserialize<JsonElement[]>(Convert.FromBase64String(cursor.Replace('-', '+').Replace('_', '/')), TactusJson.Options);
                if (after?.Length != orders.Count) after = null;
            }
            catch (Exception e) when (e is FormatException or JsonException)
            {
                after = null;
            }
            finally
            {
                after ??= [];
            }
        return after is { Length: 0 }
            ? Refusal.Field("cursor", "cursor", "This cursor does not belong to this list and order; start again without it.")
            : new ListRequest<TRow>(orders, filters, fields, limit, after);
    }

    internal async Task<IResult> Answer(HttpContext http, IQueryable<TRow> rows)
    {
        foreach (var filter in Filters) rows = rows.Where(filter);
        if (After is not null)
            try
            {
                rows = rows.Where(Beyond(After));
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
            {
                return Refusal.Field("cursor", "cursor", "This cursor does not belong to this list and order; start again without it.").ToHttp();
            }
        rows = Sorted(rows);
        if (http.Request.Headers.Accept.ToString().Contains("text/csv", StringComparison.OrdinalIgnoreCase)) return new Csv(rows, Columns);
        var page = await rows.Take(Limit + 1).ToListAsync(http.RequestAborted);
        var next = page.Count > Limit ? Cursor(page[Limit - 1]) : null;
        if (page.Count > Limit) page.RemoveAt(Limit);
        if (Fields.Count == 0) return ((Outcome<Page<TRow>>)new Page<TRow>(page, next)).ToHttp();
        var chosen = page.ConvertAll(row => Fields.ToDictionary(field => TactusJson.Camel(field.Name), field => field.GetValue(row)));
        return ((Outcome<Page<Dictionary<string, object?>>>)new Page<Dictionary<string, object?>>(chosen, next)).ToHttp();
    }

    private IReadOnlyList<PropertyInfo> Columns => Fields.Count > 0 ? Fields : [.. Properties.Values];

    private static Refusal Unknown(string parameter, string name) => Refusal.Field("field-unknown", parameter,
        $"This list has no field '{name}'. It has: {string.Join(", ", Properties.Keys)}.");

    private static bool Sortable(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is var plain
        && (plain.IsEnum || plain.IsPrimitive || plain == typeof(string) || plain == typeof(decimal) || plain == typeof(DateTime) || plain == typeof(DateOnly) || plain == typeof(Guid));

    private static bool Nullish(PropertyInfo property) => !property.PropertyType.IsValueType || Nullable.GetUnderlyingType(property.PropertyType) is not null;

    private static Outcome<Expression<Func<TRow, bool>>> Filter(string text)
    {
        var parts = text.Split(':', 3);
        if (parts.Length < 2 || !Operators.Contains(parts[1]) || (parts.Length < 3 && parts[1] != "null"))
            return Refusal.Field("filter", "filter", $"A filter reads field:operator:value with one of {string.Join(", ", Operators)}, for example state:eq:running.");
        if (!Properties.TryGetValue(parts[0], out var property) || !Sortable(property.PropertyType)) return Unknown("filter", parts[0]);
        var row = Expression.Parameter(typeof(TRow));
        var member = Expression.Property(row, property);
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        try
        {
            Expression body = parts[1] switch
            {
                "null" => Nullish(property) ? Expression.Equal(member, Expression.Constant(null, property.PropertyType)) : Expression.Constant(false),
                "contains" or "starts" when type == typeof(string) => Like(member, parts[2], parts[1] == "contains"),
                "contains" or "starts" => throw new FormatException(),
                "in" => Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [property.PropertyType], Values(property.PropertyType, type, parts[2]), member),
                _ => Compare(parts[1], member, Boxed(Value(type, parts[2]), property.PropertyType)),
            };
            return Expression.Lambda<Func<TRow, bool>>(body, row);
        }
        catch (FormatException)
        {
            return Refusal.Field("filter", "filter", $"'{parts.ElementAtOrDefault(2)}' is no value that {parts[0]} can be compared with by {parts[1]}.");
        }
    }

    private static Expression<Func<TRow, bool>> Search(string text)
    {
        var row = Expression.Parameter(typeof(TRow));
        var any = Properties.Values.Where(property => property.PropertyType == typeof(string))
            .Select(property => Like(Expression.Property(row, property), text, true)).ToList();
        return Expression.Lambda<Func<TRow, bool>>(any.Count == 0 ? Expression.Constant(false) : any.Aggregate(Expression.OrElse), row);
    }

    private static Expression Like(Expression member, string text, bool anywhere)
    {
        var lower = Expression.Call(member, typeof(string).GetMethod(nameof(string.ToLower), [])!);
        var call = Expression.Call(lower, typeof(string).GetMethod(anywhere ? nameof(string.Contains) : nameof(string.StartsWith), [typeof(string)])!,
            Boxed(text.ToLowerInvariant(), typeof(string)));
        return Expression.AndAlso(Expression.NotEqual(member, Expression.Constant(null, typeof(string))), call);
    }

    // A captured field rather than a constant, so that the query plan is cached for all values.
    private static MemberExpression Boxed(object? value, Type type)
    {
        var holder = Activator.CreateInstance(typeof(Holder<>).MakeGenericType(typeof(TRow), type), value)!;
        return Expression.Field(Expression.Constant(holder), "Value");
    }

    private sealed class Holder<T>(T? value)
    {
        public readonly T? Value = value;
    }

    private static Expression Values(Type declared, Type type, string text)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(declared))!;
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries)) list.Add(Value(type, part));
        return Boxed(list, typeof(IEnumerable<>).MakeGenericType(declared));
    }

    private static object Value(Type type, string text)
    {
        try
        {
            if (type == typeof(string)) return text;
            if (type == typeof(bool)) return bool.Parse(text);
            if (type == typeof(decimal)) return decimal.Parse(text, NumberStyles.Number & ~NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
            if (type == typeof(DateOnly)) return DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
            if (type == typeof(DateTime) || type == typeof(Guid) || type.IsEnum)
                return JsonSerializer.Deserialize(JsonSerializer.Serialize(text), type, TactusJson.Options)!;
            return Convert.ChangeType(text, type, CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is not FormatException)
        {
            throw new FormatException(text, e);
        }
    }

    private static Expression Compare(string comparison, Expression left, Expression right)
    {
        if (comparison == "eq") return Expression.Equal(left, right);
        if (comparison == "ne") return Expression.NotEqual(left, right);
        if (left.Type == typeof(string) || left.Type == typeof(Guid))
            (left, right) = (Expression.Call(left, left.Type.GetMethod(nameof(string.CompareTo), [left.Type])!, right), Expression.Constant(0));
        return comparison switch
        {
            "lt" => Expression.LessThan(left, right),
            "le" => Expression.LessThanOrEqual(left, right),
            "gt" => Expression.GreaterThan(left, right),
            _ => Expression.GreaterThanOrEqual(left, right),
        };
    }

    private IQueryable<TRow> Sorted(IQueryable<TRow> rows)
    {
        IOrderedQueryable<TRow>? sorted = null;
        foreach (var order in Orders)
        {
            var row = Expression.Parameter(typeof(TRow));
            var member = Expression.Property(row, order.Property);
            // The engines sort nulls at different ends; here they come last either way.
            if (Nullish(order.Property) && order.Property != Orders[^1].Property)
                sorted = By(sorted, rows, Expression.Lambda(Expression.Equal(member, Expression.Constant(null, order.Property.PropertyType)), row), false);
            sorted = By(sorted, rows, Expression.Lambda(member, row), order.Descending);
        }
        return sorted!;
    }

    private static IOrderedQueryable<TRow> By(IOrderedQueryable<TRow>? sorted, IQueryable<TRow> rows, LambdaExpression key, bool descending)
    {
        var name = sorted is null ? (descending ? "OrderByDescending" : "OrderBy") : descending ? "ThenByDescending" : "ThenBy";
        var call = Expression.Call(typeof(Queryable), name, [typeof(TRow), key.ReturnType], (sorted ?? rows).Expression, Expression.Quote(key));
        return (IOrderedQueryable<TRow>)rows.Provider.CreateQuery<TRow>(call);
    }

    /// <summary>Rows that come after the given values in this order: a &gt; A or (a = A and (b &gt; B or …)), nulls last.</summary>
    private Expression<Func<TRow, bool>> Beyond(JsonElement[] after)
    {
        var row = Expression.Parameter(typeof(TRow));
        Expression? beyond = null;
        for (var i = Orders.Count - 1; i >= 0; i--)
        {
            var (property, descending) = Orders[i];
            var type = property.PropertyType;
            var member = Expression.Property(row, property);
            var isNull = Nullish(property) ? Expression.Equal(member, Expression.Constant(null, type)) : (Expression)Expression.Constant(false);
            var value = after[i].Deserialize(type, TactusJson.Options);
            Expression past, same;
            if (value is null) (past, same) = (Expression.Constant(false), isNull);
            else
            {
                var held = Boxed(value, type);
                past = Expression.OrElse(isNull, Compare(descending ? "lt" : "gt", member, held));
                same = Expression.Equal(member, held);
            }
            beyond = beyond is null ? past : Expression.OrElse(past, Expression.AndAlso(same, beyond));
        }
        return Expression.Lambda<Func<TRow, bool>>(beyond!, row);
    }

    private string Cursor(TRow row) => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(
        Orders.Select(order => order.Property.GetValue(row)).ToArray(), TactusJson.Options)).Replace('+', '-').Replace('/', '_');

    private sealed class Csv(IQueryable<TRow> rows, IReadOnlyList<PropertyInfo> columns) : IResult
    {
        private const int Most = 100_000;

        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.ContentType = "text/csv; charset=utf-8";
            httpContext.Response.Headers.CacheControl = "no-store";
            await using var writer = new StreamWriter(httpContext.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
            await writer.WriteAsync(string.Join(',', columns.Select(column => TactusJson.Camel(column.Name))) + "\r\n");
            await foreach (var row in rows.Take(Most).AsAsyncEnumerable().WithCancellation(httpContext.RequestAborted))
                await writer.WriteAsync(string.Join(',', columns.Select(column => Cell(column.GetValue(row)))) + "\r\n");
        }

        private static string Cell(object? value)
        {
            var text = value switch
            {
                null => "",
                string plain => plain,
                IFormattable and not (DateTime or Enum) => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
                _ => JsonSerializer.Serialize(value, TactusJson.Options).Trim('"'),
            };
            // A spreadsheet would run a cell that begins like a formula.
            if (value is string && text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal)) text = "'" + text;
            return text.AsSpan().IndexOfAny("\",\r\n") >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
        }
    }
}
