using System.Text.Json;
using Tactus.Host.Commands;

namespace Tactus.Tests.Http;

public sealed class DescriptionTests
{
    [Fact]
    public async Task The_interface_describes_itself_without_a_server_with_headers_codes_and_list_parameters()
    {
        using var document = JsonDocument.Parse(await OpenApiCommand.Describe(CancellationToken.None));
        var root = document.RootElement;
        root.GetProperty("openapi").GetString()!.ShouldStartWith("3.1");
        var paths = root.GetProperty("paths");
        var add = paths.GetProperty("/api/platform/people").GetProperty("post");
        add.GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString()).ShouldBe(["Idempotency-Key", "If-Match", "dryRun"], ignoreOrder: true);
        add.GetProperty("responses").GetProperty("default").GetProperty("x-refusal-codes").EnumerateArray().Select(code => code.GetString()).ShouldContain("login-taken");
        add.GetProperty("requestBody").GetProperty("content").TryGetProperty("application/json", out _).ShouldBeTrue();
        paths.GetProperty("/api/platform/people").GetProperty("get").GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString()).ShouldContain("cursor");
        foreach (var path in paths.EnumerateObject())
            foreach (var operation in path.Value.EnumerateObject())
            {
                operation.Value.TryGetProperty("summary", out var summary).ShouldBeTrue($"{operation.Name} {path.Name} has no summary");
                summary.GetString().ShouldNotBeNullOrWhiteSpace();
            }
        // Every reference leads somewhere.
        var schemas = root.GetProperty("components").GetProperty("schemas").EnumerateObject().Select(schema => schema.Name).ToHashSet();
        foreach (System.Text.RegularExpressions.Match match in System.Text.RegularExpressions.Regex.Matches(root.GetRawText(), "\"#/components/schemas/([^\"/]+)\""))
            schemas.ShouldContain(match.Groups[1].Value);
    }
}
