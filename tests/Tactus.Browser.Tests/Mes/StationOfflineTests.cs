using Microsoft.Playwright;

namespace Tactus.Browser.Tests.Mes;

/// <summary>The terminal keeps working while its server is away, and everything is counted once when it is back.</summary>
public sealed class StationOfflineTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Five_reports_without_a_server_and_over_a_reload_are_counted_once_and_in_order()
    {
        await using var profile = await site.Profile(1024, 600);
        await site.SignInAtStation(profile);
        var page = await profile.NewPageAsync();
        await page.GotoAsync("/station");
        // The second visit is under the service worker from its first request on.
        await page.EvaluateAsync("() => navigator.serviceWorker.ready");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start WO-1/10" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "WO-1/10" }).WaitForAsync();
        await Report(page, 1);
        await Site.Until(async () => (await Good()).Count == 1);
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Report", Exact = true }).WaitForAsync();

        await site.Stop();
        await Report(page, 2, waiting: 1);
        await Report(page, 3, waiting: 2);
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "WO-1/10" }).WaitForAsync();
        await page.GetByText("Kept figures").First.WaitForAsync();
        await Report(page, 4, waiting: 3);
        await Report(page, 5, waiting: 4);
        await Report(page, 900, waiting: 5);
        await Report(page, 6, waiting: 6);

        await site.Start();
        // What is impossible waits for a person with what was typed; what follows it for the same job waits behind it.
        var review = page.GetByRole(AriaRole.Button, new() { Name = "1 needs a decision" });
        await review.WaitForAsync();
        (await Good()).ShouldBe([1, 2, 3, 4, 5]);
        await review.ClickAsync();
        await page.GetByText("Good 900, scrap 0 on WO-1/10").First.WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();
        await page.GetByLabel("Reason").FillAsync("Typed by mistake");
        await page.GetByRole(AriaRole.Button, new() { Name = "Discard" }).Last.ClickAsync();
        await Site.Until(async () => (await Good()).Count == 6);
        (await Good()).ShouldBe([1, 2, 3, 4, 5, 6]);
        (await site.Get("/api/mes/job-orders/WO-1%2F10")).GetProperty("job").GetProperty("good").GetDecimal().ShouldBe(21);
    }

    [Fact]
    public async Task Two_tabs_of_one_terminal_send_each_report_once()
    {
        await using var profile = await site.Profile(1024, 600);
        await site.SignInAtStation(profile);
        var page = await profile.NewPageAsync();
        await page.GotoAsync("/station");
        await page.EvaluateAsync("() => navigator.serviceWorker.ready");
        await page.GetByText("Arburg 220").First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Start WO-2/10" }).ClickAsync();
        // Reloaded while the start is on its way: what the terminal has written down is sent by the page that follows.
        await page.GetByRole(AriaRole.Heading, new() { Name = "WO-2/10" }).WaitForAsync();
        await page.ReloadAsync();
        await Site.Until(async () => (await site.Get("/api/mes/job-orders/WO-2%2F10")).GetProperty("job").GetProperty("state").GetString() == "running");
        var other = await profile.NewPageAsync();
        await other.GotoAsync("/station");
        foreach (var tab in (IPage[])[page, other]) await tab.GetByRole(AriaRole.Button, new() { Name = "Report", Exact = true }).WaitForAsync();

        await site.Stop();
        for (var good = 1; good <= 6; good++) await Report(good % 2 == 0 ? other : page, good, waiting: good);
        await site.Start();
        // Both hear that the server is back and both begin to send.
        foreach (var tab in (IPage[])[page, other]) await tab.EvaluateAsync("() => window.dispatchEvent(new Event('online'))");
        foreach (var tab in (IPage[])[page, other]) await tab.GetByRole(AriaRole.Button, new() { Name = "waiting" }).WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        (await Good("WO-2/10")).ShouldBe([1, 2, 3, 4, 5, 6]);
        foreach (var tab in (IPage[])[page, other]) await tab.GetByText("21", new() { Exact = true }).First.WaitForAsync();
    }

    /// <summary>Good quantities of the job in the order in which the server received them.</summary>
    private async Task<IReadOnlyList<decimal>> Good(string jobNo = "WO-1/10") =>
        [.. (await site.Get($"/api/mes/production-reports?filter=jobNo:eq:{jobNo}&sort=receivedUtc")).GetProperty("items").EnumerateArray().Select(row => row.GetProperty("good").GetDecimal())];

    /// <param name="waiting">How many reports wait at the terminal afterwards; null: the server takes it.</param>
    private static async Task Report(IPage page, int good, int? waiting = null)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Report", Exact = true }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Good in pcs").FillAsync($"{good}");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Report", Exact = true }).ClickAsync();
        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        if (waiting is { } count) await page.GetByRole(AriaRole.Button, new() { Name = $"{count} waiting" }).WaitForAsync();
    }
}
