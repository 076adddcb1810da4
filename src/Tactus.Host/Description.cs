using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Tactus.Contracts;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Host;

/// <summary>The description of the interface (OpenAPI 3.1): what the metadata of the endpoints does not say by itself.</summary>
internal static class Description
{
    private static readonly string[] Everywhere = ["sign-in", "right-missing", "too-often", "not-ready"];
    private static readonly string[] OfCommands =
        ["key-missing", "key-mismatch", "key-reused", "if-match", "content-type", "encoding", "body-missing", "body-too-large", "json-malformed", "field-unknown", "field-missing", "field-malformed", "time-format", "csrf"];

    internal static IServiceCollection AddDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.CreateSchemaReferenceId = info => OpenApiOptions.CreateDefaultSchemaReferenceId(info) is { } name ? Half(info.Type) + name : null;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Tactus",
                Version = "v1",
                Description = "Commands are posts to a noun of their own. Send the same Idempotency-Key on a retry: it counts once and answers the same. "
                    + "Quantities are {value, unit} with UN/CEFACT codes (C62 piece, KGM kilogram), times ISO 8601 with offset, money {amount, currency}. "
                    + "Refusals are problem details (RFC 9457) with a stable code.",
            };
            document.Servers?.Clear();
            document.Components ??= new OpenApiComponents();
            document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
            document.Components.Schemas["Problem"] = Problem();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes["key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API key (Authorization: Bearer tactus_...)." };
            document.Components.SecuritySchemes["session"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "tactus-session", Description = "Sign in at /api/platform/sessions; send X-Tactus-Csrf with changes." };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            Describe(operation, context);
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if (context.JsonTypeInfo.Type == typeof(Quantity))
            {
                schema.Description = "A quantity: an exact decimal and its UN/CEFACT unit code.";
                schema.Examples = [new JsonObject { ["value"] = 12.5, ["unit"] = "KGM" }];
            }
            else if (Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) is var plain && (plain ?? context.JsonTypeInfo.Type) == typeof(DateTime))
            {
                schema.Type ??= JsonSchemaType.String;
                schema.Format = "date-time";
                schema.Examples = ["2026-03-02T14:05:00Z"];
            }
            if (context.JsonPropertyInfo?.AttributeProvider is ICustomAttributeProvider member && member.IsDefined(typeof(SecretAttribute), true)) schema.Format = "password";
            if (Unit(context.JsonPropertyInfo?.Name) is { } unit && schema.Description is null) schema.Description = unit;
            return Task.CompletedTask;
        });
    });

    private static void Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var right = metadata.OfType<RequiredPermission>().FirstOrDefault()?.Name;
        operation.Description = right is { Length: > 0 } ? $"Needs the right `{right}`." : right is "" ? "Needs a sign-in." : "Open to everybody.";
        operation.Parameters ??= [];
        List<string> codes = [.. right is null ? ["too-often", "not-ready"] : Everywhere];
        if (HttpMethods.IsPost(context.Description.HttpMethod ?? ""))
        {
            codes.AddRange(OfCommands);
            operation.Parameters.Add(Header("Idempotency-Key", "Made by the caller (UUIDv7) and sent again on a retry; may be the body's id instead.", "uuid", "0195f2a6-7c1e-7d3a-9f52-4f1f6c2b7a10"));
            operation.Parameters.Add(Header("If-Match", "The ETag that was read; when it has changed meanwhile the answer is 409 with what changed.", null, "\"3\""));
            operation.Parameters.Add(Query("dryRun", "Find out what would be answered; nothing is changed.", JsonSchemaType.Boolean));
        }
        if (metadata.OfType<ListOf>().FirstOrDefault() is { } list)
        {
            var fields = string.Join(", ", list.Row.GetProperties().Select(property => TactusJson.Camel(property.Name)));
            operation.Parameters.Add(Query("filter", $"field:operator:value, repeatable; operators eq, ne, lt, le, gt, ge, contains, starts, in, null. Fields: {fields}.", JsonSchemaType.String, many: true));
            operation.Parameters.Add(Query("sort", "Fields separated by commas; - before a field reverses it."));
            operation.Parameters.Add(Query("fields", "Only these fields."));
            operation.Parameters.Add(Query("search", "Text in any text field."));
            operation.Parameters.Add(Query("limit", "Rows of a page, 1 to 1000; 100 when not given.", JsonSchemaType.Integer));
            operation.Parameters.Add(Query("cursor", "The next of the page before."));
            codes.AddRange(["field-unknown", "filter", "cursor", "limit"]);
        }
        codes.AddRange(metadata.OfType<RefusalCodes>().SelectMany(each => each.Codes));
        operation.Responses ??= [];
        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "Refused: " + string.Join(", ", codes.Distinct().Order(StringComparer.Ordinal)),
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference("Problem", context.Document) },
            },
            Extensions = new Dictionary<string, IOpenApiExtension>
            {
                ["x-refusal-codes"] = new JsonNodeExtension(new JsonArray([.. codes.Distinct().Order(StringComparer.Ordinal).Select(code => (JsonNode)code)])),
            },
        };
        if (right is not null)
            operation.Security = [new() { [new OpenApiSecuritySchemeReference("key", context.Document)] = [] }, new() { [new OpenApiSecuritySchemeReference("session", context.Document)] = [] }];
    }

    private static OpenApiParameter Header(string name, string description, string? format, string example) => new()
    {
        Name = name, In = ParameterLocation.Header, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = format }, Example = example,
    };

    private static OpenApiParameter Query(string name, string description, JsonSchemaType type = JsonSchemaType.String, bool many = false) => new()
    {
        Name = name, In = ParameterLocation.Query, Description = description,
        Schema = many ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = type } } : new OpenApiSchema { Type = type },
    };

    private static OpenApiSchema Problem() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "Why not (RFC 9457).",
        Required = new HashSet<string> { "type", "title", "status", "code" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Examples = ["urn:tactus:refusal:key-reused"] },
            ["title"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "A sentence that helps, with the figures." },
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Stable; programs and translations rely on it." },
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object, Description = "Sentences by field path.",
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
            },
            ["details"] = new OpenApiSchema { Description = "Further facts, e.g. what changed and by whom after a clash." },
        },
    };

    // Two halves may use the same shop word for what each of them knows of a thing.
    private static string Half(Type type)
    {
        if (type.IsGenericType) return Half(type.GetGenericArguments()[^1]);
        if (type.IsArray) return Half(type.GetElementType()!);
        return type.Assembly.GetName().Name switch { "Tactus.Erp" => "Erp", "Tactus.Mes" => "Mes", _ => "" };
    }

    private static string? Unit(string? name) => name switch
    {
        null => null,
        _ when name.EndsWith("Utc", StringComparison.Ordinal) => "UTC.",
        _ when name.EndsWith("Seconds", StringComparison.Ordinal) => "Seconds.",
        _ when name.EndsWith("Minutes", StringComparison.Ordinal) => "Minutes.",
        _ when name.EndsWith("Hours", StringComparison.Ordinal) => "Hours.",
        _ when name.EndsWith("Percent", StringComparison.Ordinal) => "Percent, 0 to 100.",
        _ => null,
    };
}
