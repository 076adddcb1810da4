using Microsoft.Playwright;

namespace Tactus.Browser.Tests.Mes;

/// <summary>What leads and operators do at the floor's pages, by keyboard and with gloves.</summary>
[Collection(SiteCollection.Name)]
public sealed class FloorPagesTests(Site site)
{
    [Theory]
    [InlineData("en", 1024, 600, false)]
    [InlineData("ko", 1280, 800, true)]
    public async Task The_station_has_no_serious_fault_fits_and_has_keys_for_gloves(string language, int width, int height, bool dark)
    {
        await using var profile = await site.Profile(width, height, language, dark);
        await site.SignInAtStation(profile);
        var page = await profile.NewPageAsync();
        await page.GotoAsync("/station");
        await page.GetByText("WO-2/10").First.WaitForAsync();
        await page.WaitForTimeoutAsync(700);
        var (found, overflow) = await Site.Inspect(page);
        found.ShouldBeEmpty();
        overflow.ShouldBe(0);
        var small = await page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('main button')].filter(button => button.offsetParent && button.getBoundingClientRect().height < 47.5)
                .map(button => `${button.textContent} ${button.getBoundingClientRect().height}`)
            """);
        small.ShouldBeEmpty();
        var primary = await page.EvaluateAsync<double[]>("() => [...document.querySelectorAll('main button[data-primary]')].map(button => button.getBoundingClientRect().height)");
        primary.ShouldNotBeEmpty();
        primary.ShouldAllBe(height => height >= 72);
    }

    [Fact]
    public async Task A_lead_moves_a_job_by_keyboard_and_the_station_sees_it()
    {
        await using var profile = await site.Profile(1280, 800);
        await site.SignIn(profile);
        var page = await profile.NewPageAsync();
        await page.GotoAsync("/dispatch?workCentre=MOULD");
        var up = page.GetByRole(AriaRole.Button, new() { Name = "WO-4/10 to the top" });
        await up.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the order" }).ClickAsync();
        await page.GetByLabel("Reason").FillAsync("Customer waits");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Site.Until(async () => (await site.Get("/api/mes/dispatch-lists/MOULD")).GetProperty("jobs")[0].GetProperty("job").GetProperty("no").GetString() == "WO-4/10");
        await page.GetByRole(AriaRole.Dialog).WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await page.GetByText("Customer waits").WaitForAsync();
    }

    [Fact]
    public async Task A_stop_is_explained_from_its_interval()
    {
        await using var profile = await site.Profile(1280, 800);
        await site.SignIn(profile);
        var page = await profile.NewPageAsync();
        await page.GotoAsync("/machines?equipment=MOULD&period=day");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Intervals" }).ClickAsync();
        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = "IM-02" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "Material jam" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Site.Until(async () => (await site.Get("/api/mes/machine-states?equipmentNo=MOULD")).GetProperty("items").EnumerateArray()
            .Single(each => each.GetProperty("machineNo").GetString() == "IM-02").GetProperty("reasonCode").GetString() == "JAM");
    }
}
