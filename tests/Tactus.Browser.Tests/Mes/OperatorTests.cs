using Microsoft.Playwright;

namespace Tactus.Browser.Tests.Mes;

/// <summary>What operator and quality do with what was released: at the station by touch and scanner, at the desk by keyboard.</summary>
[Collection(SiteCollection.Name)]
public sealed class OperatorTests(Site site)
{
    [Fact]
    public async Task A_job_is_started_reported_and_completed_after_a_badge_and_the_planner_sees_it_in_the_thread()
    {
        await site.Live();
        await site.Sell("SO-21", DateTime.UtcNow, 30);
        await site.Release("WO-21", "SO-21");
        await site.Post("/api/platform/badge-changes", new { personNumber = "1001", badge = "BADGE-1001" });
        await using var terminal = await site.Profile(1024, 600);
        await site.Enrol(terminal, "ST-2");
        var station = await terminal.NewPageAsync();
        await station.GotoAsync("/");
        // A scanner types fast and ends with Enter.
        await station.GetByText("Scan your badge").WaitForAsync();
        await station.Keyboard.TypeAsync("BADGE-1001");
        await station.Keyboard.PressAsync("Enter");
        await station.GetByRole(AriaRole.Button, new() { Name = "Start WO-21/10" }).ClickAsync();
        await station.GetByRole(AriaRole.Heading, new() { Name = "WO-21/10" }).WaitForAsync();

        await station.GetByRole(AriaRole.Button, new() { Name = "Report", Exact = true }).ClickAsync();
        var dialog = station.GetByRole(AriaRole.Dialog);
        // By its keys, as with gloves.
        foreach (var digit in "900") await dialog.GetByRole(AriaRole.Button, new() { Name = digit.ToString(), Exact = true }).ClickAsync();
        await dialog.GetByLabel("Scrap in pcs").FillAsync("2");
        await dialog.GetByRole(AriaRole.Radio, new() { Name = "Flash" }).ClickAsync();
        await dialog.GetByLabel("Note").FillAsync("Lid sticks");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Report", Exact = true }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Give up" }).WaitForAsync();
        (await dialog.GetByLabel("Good in pcs").InputValueAsync()).ShouldBe("900");
        (await dialog.GetByLabel("Scrap in pcs").InputValueAsync()).ShouldBe("2");
        (await dialog.GetByLabel("Note").InputValueAsync()).ShouldBe("Lid sticks");
        await dialog.GetByLabel("Good in pcs").FillAsync("28");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Report", Exact = true }).ClickAsync();
        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Hidden });

        // What was just reported may be read again between the tap and the form; a person taps once more.
        var why = dialog.GetByLabel("Why with less than planned");
        for (var taps = 0; taps < 3 && !await why.IsVisibleAsync(); taps++)
        {
            await station.GetByRole(AriaRole.Button, new() { Name = "Complete", Exact = true }).ClickAsync();
            await Task.WhenAny(why.WaitForAsync(new() { Timeout = 15_000 }), Task.Delay(10_000));
        }
        await why.FillAsync("Two were scrap");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Complete", Exact = true }).ClickAsync();
        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await station.GetByRole(AriaRole.Heading, new() { Name = "WO-21/10" }).WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        var report = (await site.Get("/api/mes/production-reports?filter=jobNo:eq:WO-21/10")).GetProperty("items").EnumerateArray().Single(row => row.GetProperty("good").GetDecimal() > 0);
        report.GetProperty("good").GetDecimal().ShouldBe(28);

        await using var desk = await site.Profile(1280, 800);
        await site.SignIn(desk);
        var page = await desk.NewPageAsync();
        await page.GotoAsync("/orders/SO-21");
        var thread = page.GetByRole(AriaRole.Region, new() { Name = "From the customer's line to the shipment" });
        await thread.GetByText("28 of 30 pcs made").WaitForAsync();
        await thread.GetByRole(AriaRole.Group, new() { Name = "Lots and serials" }).GetByRole(AriaRole.Link, new() { Name = "WO-21" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Genealogy of WO-21" }).WaitForAsync();
    }

    [Fact]
    public async Task Somebody_without_a_badge_signs_in_by_number_and_PIN_and_a_wrong_PIN_keeps_the_number()
    {
        await site.Live();
        await using var terminal = await site.Profile(1280, 800);
        await site.Enrol(terminal, "ST-2");
        var station = await terminal.NewPageAsync();
        await station.GotoAsync("/station");
        await station.GetByRole(AriaRole.Tab, new() { Name = "PIN" }).ClickAsync();
        foreach (var digit in "1001") await station.GetByRole(AriaRole.Button, new() { Name = digit.ToString(), Exact = true }).ClickAsync();
        await station.GetByLabel("PIN", new() { Exact = false }).Last.FillAsync("111111");
        await station.Keyboard.PressAsync("Enter");
        await station.Locator(".refusal").First.WaitForAsync();
        (await station.GetByLabel("Person number").InputValueAsync()).ShouldBe("1001");
        await station.Locator("input[type=password]").FillAsync("482915");
        await station.Keyboard.PressAsync("Enter");
        await station.GetByText("Kim Minsu").First.WaitForAsync();
        await station.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await station.GetByRole(AriaRole.Tab, new() { Name = "PIN" }).WaitForAsync();
    }

    [Fact]
    public async Task A_lot_is_held_from_its_genealogy_the_station_refuses_it_and_takes_it_once_it_is_free()
    {
        await site.Live();
        await site.Post("/api/erp/stock-receipts", new
        {
            itemNo = "LID", quantity = new { value = 800, unit = "C62" }, place = "STORE", lotNo = "LID-0500", supplierNo = "S-1", expiresOn = $"{DateTime.UtcNow.AddDays(60):yyyy-MM-dd}",
        });
        await site.Sell("SO-31", DateTime.UtcNow, 30);
        await site.Release("WO-31", "SO-31");
        await Site.Until(async () => (await site.Get("/api/mes/lots?filter=lotNo:eq:LID-0500")).GetProperty("items").GetArrayLength() == 1);
        await using var desk = await site.Profile(1280, 800);
        await site.SignIn(desk);
        var page = await desk.NewPageAsync();

        // The picture by keyboard: from one lot to the next, and what it is by Enter.
        await page.GotoAsync("/genealogy?lot=WO-11");
        var lots = page.Locator(".react-flow__node");
        await lots.First.WaitForAsync();
        await lots.First.FocusAsync();
        var first = await Focused(page);
        await page.Keyboard.PressAsync("Tab");
        var second = await Focused(page);
        second.ShouldNotBeNull();
        second.ShouldNotBe(first);
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Complementary).GetByRole(AriaRole.Heading).WaitForAsync();

        await page.GotoAsync("/genealogy?lot=LID-0500");
        await lots.First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Complementary, new() { Name = "LID-0500" }).GetByRole(AriaRole.Link, new() { Name = "Holds" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Put a lot on hold" }).First.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        (await dialog.GetByLabel("Lot or serial").First.InputValueAsync()).ShouldBe("LID-0500");
        await dialog.GetByLabel("Reason").SelectOptionAsync("DIM");
        await dialog.GetByLabel("What is the matter").FillAsync("Rim too wide");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Put on hold" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Hold on LID-0500" }).WaitForAsync();
        await page.GetByText("Stock is blocked").WaitForAsync();

        await using var terminal = await site.Profile(1280, 800);
        await site.SignInAtStation(terminal, "ST-2");
        var station = await terminal.NewPageAsync();
        await station.GotoAsync("/station");
        await station.GetByRole(AriaRole.Button, new() { Name = "Start WO-31/10" }).ClickAsync();
        await station.GetByRole(AriaRole.Heading, new() { Name = "WO-31/10" }).WaitForAsync();
        await station.GetByRole(AriaRole.Tab, new() { Name = "Material" }).ClickAsync();
        await Take(station, "LID-0500");
        var booking = station.GetByRole(AriaRole.Dialog);
        await booking.GetByText("hold").First.WaitForAsync();
        await booking.GetByRole(AriaRole.Button, new() { Name = "Give up" }).ClickAsync();
        await booking.WaitForAsync(new() { State = WaitForSelectorState.Hidden });

        foreach (var step in (string[])["Ask for release", "Give free"])
        {
            await page.GetByRole(AriaRole.Button, new() { Name = step }).ClickAsync();
            await dialog.GetByLabel("Reason").FillAsync("Measured again, all within");
            await dialog.GetByRole(AriaRole.Button, new() { Name = step }).ClickAsync();
            await dialog.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        }
        await page.GetByText("Over on both sides").WaitForAsync();
        await Take(station, "LID-0500");
        await booking.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await Site.Until(async () => (await site.Get("/api/mes/lots?filter=lotNo:eq:LID-0500")).GetProperty("items")[0].GetProperty("atLine").GetDecimal() > 0);
        // The machine is free again for whoever comes next.
        await site.Post("/api/mes/production-reports", new { jobNo = "WO-31/10", atUtc = DateTime.UtcNow, good = new { value = 30, unit = "C62" }, complete = true, personNo = "1001" });
    }

    private static async Task Take(IPage station, string lotNo)
    {
        await station.GetByLabel("Scan a lot or type its number").FillAsync(lotNo);
        await station.Keyboard.PressAsync("Enter");
        await station.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Pick", Exact = true }).ClickAsync();
    }

    private static Task<string?> Focused(IPage page) => page.EvaluateAsync<string?>("() => document.activeElement?.closest('.react-flow__node')?.dataset.id ?? null");
}
