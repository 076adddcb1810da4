using Microsoft.Playwright;

namespace Tactus.Browser.Tests;

/// <summary>Somebody at a screen, for whom everything is noted that goes wrong there.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext profile;

    private Visit(IBrowserContext profile, IPage page) => (this.profile, Page) = (profile, page);

    internal IPage Page { get; }

    /// <summary>Errors of the page and requests without an answer that the page could use, since the last look.</summary>
    internal List<string> Faults { get; } = [];

    /// <param name="site">The server.</param>
    /// <param name="signIn">Whom to sign in; nobody when absent.</param>
    internal static async Task<Visit> Begin(Site site, Func<IBrowserContext, Task>? signIn)
    {
        var profile = await site.Profile(1280, 800, keep: false);
        if (signIn is not null) await signIn(profile);
        var visit = new Visit(profile, await profile.NewPageAsync());
        visit.Page.PageError += (_, error) => visit.Faults.Add($"error: {error}");
        // What a request came to is told by the answer itself, below, with its address.
        visit.Page.Console += (_, said) => { if (said.Type == "error" && !said.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)) visit.Faults.Add($"console: {said.Text}"); };
        visit.Page.Response += (_, answer) =>
        {
            var asked = new Uri(answer.Url).AbsolutePath;
            // To somebody who is not signed in that is the answer.
            if (answer.Status >= 400 && !(signIn is null && answer.Status == 401 && asked == "/api/platform/me")) visit.Faults.Add($"{answer.Status}: {answer.Request.Method} {answer.Url}");
        };
        visit.Page.RequestFailed += (_, request) => { if (request.Failure?.Contains("ERR_ABORTED", StringComparison.Ordinal) != true) visit.Faults.Add($"{request.Failure}: {request.Url}"); };
        return visit;
    }

    /// <summary>Opens an address and waits until nothing on it is still being fetched or drawn.</summary>
    internal async Task Open(string path)
    {
        await Page.GotoAsync(path);
        await Settle();
    }

    internal async Task Settle()
    {
        await Page.WaitForFunctionAsync(Still);
        await Page.WaitForTimeoutAsync(200);
        await Page.WaitForFunctionAsync(Still);
    }

    private const string Still = "() => document.querySelector('h1') && !document.querySelector('[aria-busy=true], .mantine-Loader-root, .mantine-Skeleton-root') && document.getAnimations().length === 0";

    public async ValueTask DisposeAsync() => await profile.CloseAsync();
}
