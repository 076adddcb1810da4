using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Host;
using Tactus.Host.Commands;
using Tactus.Platform;

namespace Tactus.Tests.Http;

/// <summary>The server as <c>tactus serve</c> starts it, on a real socket.</summary>
public sealed class ServingTests
{
    [Fact]
    public async Task It_starts_on_a_fresh_folder_answers_with_its_headers_holds_the_folder_and_stops_quickly_with_a_page_open()
    {
        var folder = Directory.CreateTempSubdirectory("tactus-serve-").FullName;
        using var stop = new CancellationTokenSource();
        var up = new TaskCompletionSource<WebApplication>(TaskCreationOptions.RunContinuationsAsynchronously);
        var served = ServeCommand.Run(folder, null, "http://127.0.0.1:0", false, app =>
        {
            up.SetResult(app);
            return Task.CompletedTask;
        }, stop.Token);
        try
        {
            var app = await up.Task.WaitAsync(TimeSpan.FromSeconds(90));
            using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
            (await http.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
            var ready = await http.GetAsync("/health/ready");
            ready.StatusCode.ShouldBe(HttpStatusCode.OK);
            ready.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("frame-ancestors 'none'");
            ready.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
            ready.Headers.Contains("Server").ShouldBeFalse();
            (await http.GetAsync("/api/erp/nothing")).Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
            (await http.GetAsync("/openapi/v1.json")).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await ServeCommand.Run(folder, null, "http://127.0.0.1:0", false, null, CancellationToken.None)).ShouldNotBe(0);

            var token = await app.Services.FirstAdministratorToken(CancellationToken.None);
            var signedIn = await http.PostAsJsonAsync("/api/platform/first-administrator", new { token, login = "admin", name = "Ada", password = "correct-horse-battery" });
            signedIn.StatusCode.ShouldBe(HttpStatusCode.OK);
            using var listening = await http.GetAsync("/api/platform/live?topics=mes.jobs", HttpCompletionOption.ResponseHeadersRead);
            listening.StatusCode.ShouldBe(HttpStatusCode.OK);
            app.Services.GetRequiredService<Readiness>().Draining = true;
            var draining = await http.GetAsync("/api/platform/me");
            draining.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            draining.Headers.RetryAfter.ShouldNotBeNull();

            var since = Stopwatch.GetTimestamp();
            await stop.CancelAsync();
            (await served).ShouldBe(0);
            Stopwatch.GetElapsedTime(since).ShouldBeLessThan(TimeSpan.FromSeconds(15));
        }
        finally
        {
            await stop.CancelAsync();
            await served;
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }
}
