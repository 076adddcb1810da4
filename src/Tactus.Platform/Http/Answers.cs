using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Tactus.Platform.Http;

/// <summary>A view of something that changes; its version becomes the ETag.</summary>
public interface IVersionedView
{
    /// <summary>The version read.</summary>
    long Version { get; }
}

/// <summary>Outcomes as HTTP answers (RFC 9457 problem details for refusals).</summary>
public static class Answers
{
    /// <summary>200 with the value, its version as ETag; or the refusal.</summary>
    public static IResult ToHttp<T>(this Outcome<T> outcome) => outcome.Done
        ? new Answer<T>(outcome.Value)
        : outcome.Refusal!.ToHttp();

    /// <summary>The value, or 404 with a sentence when it is null.</summary>
    public static IResult OrUnknown<T>(this T? value, string code, string sentence) where T : class =>
        value is null ? Refusal.Unknown(code, sentence).ToHttp() : new Answer<T>(value);

    /// <summary>Problem details with code, sentence and errors by field.</summary>
    public static IResult ToHttp(this Refusal refusal) => new Problem(refusal);

    /// <summary>The status of a refusal.</summary>
    public static int Status(this Refusal refusal) => refusal.Details is int status ? status : refusal.Kind switch
    {
        RefusalKind.Malformed => 400,
        RefusalKind.SignIn => 401,
        RefusalKind.Forbidden => 403,
        RefusalKind.Unknown => 404,
        RefusalKind.Rule or RefusalKind.Clash => 409,
        RefusalKind.Field => 422,
        RefusalKind.TooOften => 429,
        RefusalKind.NotNow => 503,
        _ => 400,
    };

    internal static ProblemDetails ToProblem(this Refusal refusal)
    {
        var problem = new ProblemDetails
        {
            Type = "urn:tactus:refusal:" + refusal.Code,
            Title = refusal.Sentence,
            Status = refusal.Status(),
        };
        problem.Extensions["code"] = refusal.Code;
        if (refusal.Errors is not null) problem.Extensions["errors"] = refusal.Errors;
        if (refusal.Details is not (null or int)) problem.Extensions["details"] = refusal.Details;
        return problem;
    }

    private sealed class Answer<T>(T value) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            if (value is IVersionedView { Version: var version })
                httpContext.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
            httpContext.Response.Headers.CacheControl = "no-store";
            return httpContext.Response.WriteAsJsonAsync(value, TactusJson.Options, httpContext.RequestAborted);
        }
    }

    private sealed class Problem(Refusal refusal) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = refusal.Status();
            httpContext.Response.Headers.CacheControl = "no-store";
            return httpContext.Response.WriteAsJsonAsync(refusal.ToProblem(), TactusJson.Options, "application/problem+json", httpContext.RequestAborted);
        }
    }
}
