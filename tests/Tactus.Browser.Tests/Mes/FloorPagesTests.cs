using Microsoft.Playwright;

namespace Tactus.Browser.Tests.Mes;

/// <summary>The floor's pages can be used by everybody, in both languages, in both schemes and at the sizes they are made for.</summary>
public sealed class FloorPagesTests(Site site) : IClassFixture<Site>
{
    private static readonly (string Path, string Ready)[] Desk =
    [
        ("/dispatch", "WO-1/10"), ("/dispatch?job=WO-1%2F10", "WO-1"), ("/machines?period=day", "Arburg 220"), ("/labour", "main"), ("/board", "Moulding"), ("/board/MOULD", "Arburg 220"),
    ];

    [Theory]
    [InlineData("en", 1024, 600, false)]
    [InlineData("ko", 1280, 800, true)]
    [InlineData("ko", 1920, 1080, false)]
    public async Task Desk_and_wall_pages_have_no_serious_fault_and_fit(string language, int width, int height, bool dark)
    {
        await using var profile = await site.Profile(width, height, language, dark);
        await site.SignIn(profile);
        var page = await profile.NewPageAsync();
        var faults = new List<string>();
        page.PageError += (_, error) => faults.Add($"{page.Url}: {error}");
        foreach (var (path, ready) in Desk)
        {
            await page.GotoAsync(path);
            await (ready == "main" ? page.GetByRole(AriaRole.Main) : page.GetByText(ready).First).WaitForAsync();
            await page.WaitForTimeoutAsync(700);
            var (found, overflow) = await Site.Inspect(page);
            faults.AddRange(found.Select(fault => $"{path}: {fault}"));
            if (overflow > 0) faults.Add($"{path}: {overflow} px wider than the screen");
        }
        faults.ShouldBeEmpty();
    }

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
        await page.GetByText("Customer waits").WaitForAsync();
        (await site.Get("/api/mes/dispatch-lists/MOULD")).GetProperty("jobs")[0].GetProperty("job").GetProperty("no").GetString().ShouldBe("WO-4/10");
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
