using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Tests.Http;

/// <summary>What holds for every endpoint there is, whoever wrote it.</summary>
public sealed class InterfaceTests
{
    private static IEnumerable<(RouteEndpoint Endpoint, string Method, string Path)> Endpoints(HttpPlant plant) =>
        from endpoint in plant.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
        select (endpoint, method, System.Text.RegularExpressions.Regex.Replace(endpoint.RoutePattern.RawText!, @"\{[^}]+\}",
            part => part.Value.Contains(":guid", StringComparison.Ordinal) ? "0195f2a6-7c1e-7d3a-9f52-4f1f6c2b7a10"
                : part.Value.Contains(":int", StringComparison.Ordinal) || part.Value.Contains(":long", StringComparison.Ordinal) ? "1" : "X-1"));

    [Fact]
    public async Task Every_endpoint_names_its_right_and_lets_nobody_in_without_it()
    {
        await using var plant = await HttpPlant.New();
        var administrator = await plant.Administrator();
        var nobody = plant.Caller();
        var poor = await plant.PersonWith(administrator, "poor");
        var count = 0;
        foreach (var (endpoint, method, path) in Endpoints(plant))
        {
            count++;
            var right = endpoint.Metadata.GetMetadata<RequiredPermission>();
            if (endpoint.Metadata.GetMetadata<OpenToAll>() is not null) continue;
            right.ShouldNotBeNull($"{method} {path} names no right and is not open");
            (await nobody.Send(new HttpMethod(method), path, null)).Status.ShouldBe(401, $"{method} {path}");
            if (right.Name.Length == 0) continue;
            var answer = await poor.Send(new HttpMethod(method), path, null);
            answer.Status.ShouldBe(403, $"{method} {path}: {answer.Text}");
            answer.Text.ShouldContain($"\"permission\":\"{right.Name}\"", Case.Sensitive, $"{method} {path}");
            plant.Services.GetServices<PermissionList>().SelectMany(list => list.Permissions).ShouldContain(known => known.Name == right.Name, $"{right.Name} of {path} is in no list");
        }
        count.ShouldBeGreaterThan(30);
    }

    [Fact]
    public async Task No_input_whatever_makes_a_500()
    {
        await using var plant = await HttpPlant.New();
        var administrator = await plant.Administrator();
        var key = (await administrator.Post("/api/platform/api-keys", new
        {
            name = "fuzz", scopes = (string[])["*"], expiresUtc = plant.Clock.GetUtcNow().UtcDateTime.AddDays(1),
        })).Body.GetProperty("key").GetString();
        var caller = plant.Caller();
        caller.Bearer = key;
        var random = new Random(20260302);
        // All of them at once: one run of this test costs more than one look at its list.
        var faults = new List<string>();
        void Look(Answer answer, string what)
        {
            if (answer.Status >= 500 || (answer.Status >= 400 && string.IsNullOrEmpty(answer.Code))) faults.Add($"{answer.Status} {what}: {answer.Text}");
        }
        foreach (var (endpoint, method, path) in Endpoints(plant).Where(each => !each.Path.EndsWith("/live", StringComparison.Ordinal)))
        {
            if (method == "POST")
            {
                var type = endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Http.Metadata.IAcceptsMetadata>()?.RequestType;
                foreach (var body in Bodies(type, random))
                    Look(await caller.Raw(path, body), $"POST {path} with {Shown(body)}");
                foreach (var contentType in (string[])["text/plain", "application/xml", "application/json; charset=utf-16", "application/x-www-form-urlencoded"])
                    (await caller.Raw(path, "{}"u8.ToArray(), contentType)).Status.ShouldBe(400, path);
            }
            else
                foreach (var query in (string[])["", "?limit=0", "?limit=99999999999999999999", "?filter=a:b:c&filter=", "?filter=no:eq:'; DROP TABLE people;--", "?sort=-,x", "?cursor=%00%ff", "?cursor=W10=",
                    "?cursor=WyJhIiwxLG51bGxd", "?fields=no,none", "?search=%27%22%00%ED%A0%80", "?from=yesterday&to=2026-13-45T99:99:99Z", "?from=2026-03-02T00:00:00Z&to=0001-01-01T00:00:00Z",
                    "?from=9999-12-31T23:59:59Z&to=9999-12-31T23:59:59Z", "?half=mars&state=7&stream=x", "?depth=-1&days=999999999&topics=,,,", "?dryRun"])
                    Look(await caller.Send(new HttpMethod(method), path + query, null), $"{method} {path}{query}");
            foreach (var odd in (string[])["..%2f..%2fetc", "%F0%9F%98%80", new string('x', 3000), "'%20OR%201=1--"])
                if (path.Contains("X-1", StringComparison.Ordinal))
                    Look(await caller.Send(new HttpMethod(method), path.Replace("X-1", odd, StringComparison.Ordinal), null), $"{method} {path} with {odd}");
        }
        faults.GroupBy(fault => string.Join(' ', fault.Split(' ').Take(3))).Select(group => group.Count() + "x " + group.First()).ShouldBeEmpty();
    }

    private static string Shown(byte[] body) => Encoding.UTF8.GetString(body) is { Length: > 600 } text ? text[..600] : Encoding.UTF8.GetString(body);

    private static IEnumerable<byte[]> Bodies(Type? type, Random random)
    {
        foreach (var text in (string[])["", "null", "[]", "0", "\"x\"", "{", "{}", "{\"a\":", "{\"id\":\"x\"}", "{\"id\":null}", "{\"__proto__\":{}}", "{\"a\":1,\"a\":2}",
            new string('[', 500), string.Concat(Enumerable.Repeat("{\"a\":", 300)), "{\"id\":1e999}", "\uFEFF{}", "{\"no\":\"\\ud800\"}"])
            yield return Encoding.UTF8.GetBytes(text);
        yield return [0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d];
        yield return Encoding.Unicode.GetBytes("{\"no\":\"a\"}");
        yield return new byte[64];
        if (type is null) yield break;
        var properties = type.GetProperties().Where(property => property.Name is not ("EqualityContract" or "Id")).ToList();
        for (var round = 0; round < 40; round++)
        {
            var body = new Dictionary<string, object?>();
            foreach (var property in properties)
                if (round == 0 || random.Next(10) > 0) body[TactusJson.Camel(property.Name)] = Value(property.PropertyType, random, round, 0);
            yield return JsonSerializer.SerializeToUtf8Bytes(body);
        }
    }

    private static readonly object?[] Odd =
    [
        null, "", " ", "x", "'; DROP TABLE people; --", "\u0000", "\ud83d\ude00 한글", new string('y', 5000), 0, -1, 1, int.MaxValue, long.MaxValue, long.MinValue, 1e300, -0.0000001, 79228162514264337593543950335m, true,
        Array.Empty<object>(), new Dictionary<string, object>(), "2026-03-02T08:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-03-02", "{0}", "%s%n", "../../etc/passwd", "NaN",
    ];

    // Mostly what fits the type, so that the rules behind the reading are reached; the rest is anything.
    private static object? Value(Type type, Random random, int round, int depth)
    {
        if (random.Next(6) == 0 && round > 0) return Odd[random.Next(Odd.Length)];
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(string)) return (string[])["A-1", "x", "", "'; --", "administrator", new string('z', 300), "\u0000", "한글", "Europe/Berlin", "http://127.0.0.1:1/x", "erp", "C62"] is var texts ? texts[random.Next(texts.Length)] : null;
        if (plain == typeof(bool)) return random.Next(2) == 0;
        if (plain == typeof(int)) return ((int[])[0, 1, -1, 7, int.MaxValue, int.MinValue])[random.Next(6)];
        if (plain == typeof(long)) return ((long[])[0, 1, -1, 7, long.MaxValue, long.MinValue])[random.Next(6)];
        if (plain == typeof(decimal)) return ((decimal[])[0, 1, -1, 0.0000001m, 9999999999999m, 12.5m, decimal.MaxValue, decimal.MinValue])[random.Next(8)];
        if (plain == typeof(double)) return ((double[])[0, -1, 1e300, 0.1])[random.Next(4)];
        if (plain == typeof(Guid)) return Guid.NewGuid();
        if (plain == typeof(DateTime)) return ((string[])["2026-03-02T08:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-03-02T07:59:00+01:00", "1969-12-31T23:59:59Z"])[random.Next(5)];
        if (plain == typeof(DateOnly)) return ((string[])["2026-03-02", "0001-01-01", "9999-12-31"])[random.Next(3)];
        if (plain.IsEnum) return TactusJson.Camel(Enum.GetNames(plain)[random.Next(Enum.GetNames(plain).Length)]);
        if (depth > 3) return null;
        if (plain != typeof(string) && plain.IsGenericType && typeof(System.Collections.IEnumerable).IsAssignableFrom(plain))
            return plain.GetGenericArguments().Length == 2 ? new Dictionary<string, object?> { ["k"] = Value(plain.GetGenericArguments()[1], random, round, depth + 1) }
                : Enumerable.Range(0, random.Next(4)).Select(_ => Value(plain.GetGenericArguments()[0], random, round, depth + 1)).ToArray();
        return plain.GetProperties().Where(property => property.CanWrite && property.Name != "EqualityContract")
            .ToDictionary(property => TactusJson.Camel(property.Name), property => Value(property.PropertyType, random, round, depth + 1));
    }

    [Fact]
    public async Task Unknown_addresses_and_wrong_methods_are_problems_with_codes()
    {
        await using var plant = await HttpPlant.New();
        var administrator = await plant.Administrator();
        (await administrator.Get("/api/mes/nothing")).ShouldSatisfyAllConditions(answer => answer.Status.ShouldBe(404), answer => answer.Code.ShouldBe("path-unknown"));
        (await administrator.Send(HttpMethod.Put, "/api/platform/people", null)).ShouldSatisfyAllConditions(answer => answer.Status.ShouldBe(405), answer => answer.Code.ShouldBe("method-not-allowed"));
        (await administrator.Raw("/api/platform/people", new byte[Api.LargestBody + 1])).ShouldSatisfyAllConditions(answer => answer.Status.ShouldBe(413), answer => answer.Code.ShouldBe("body-too-large"));
        (await administrator.Raw("/api/platform/people", "{\"number\":\"1\",\"name\":\"x\",\"colour\":1}"u8.ToArray())).Body.GetProperty("errors").TryGetProperty("colour", out _).ShouldBeTrue();
    }
}
