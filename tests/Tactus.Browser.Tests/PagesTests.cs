using Microsoft.Playwright;

namespace Tactus.Browser.Tests;

/// <summary>
/// Every page that the application has, whoever adds one: it opens without an error, in both languages with all its words, in both
/// schemes, without a serious fault, and fits each size of screen. A page with a number in its address needs an example here.
/// </summary>
[Collection(SiteCollection.Name)]
public sealed class PagesTests(Site site, PagesTests.Visitors visitors) : IClassFixture<PagesTests.Visitors>
{
    private static readonly (int Width, int Height)[] Sizes = [(1280, 800), (1024, 600), (1920, 1080)];

    /// <summary>A real number for each address that holds one, and a view with something in it for those that start empty.</summary>
    private static string? Example(string pattern, Site.LivedNumbers lived) => pattern switch
    {
        "/orders/:no" => $"/orders/{lived.SalesOrderNo}",
        "/work-orders/:no" => "/work-orders/WO-11",
        "/board/:workCentre" => "/board/MOULD",
        "/shipments/:no" => $"/shipments/{lived.ShipmentNo}",
        "/count-sheets/:no" => $"/count-sheets/{lived.CountSheetNo}",
        "/items/:no" => "/items/BOX",
        "/bills/:itemNo" => "/bills/BOX",
        "/routings/:itemNo" => "/routings/BOX",
        "/people/:number" => "/people/1001",
        "/exceptions/:no" => $"/exceptions/{lived.ExceptionNo}",
        "/coordination/tasks/:no" => $"/coordination/tasks/{lived.TaskNo}",
        "/holds/:holdId" => $"/holds/{lived.HoldId}",
        "/engineering-changes/:no" => $"/engineering-changes/{lived.ChangeNo}",
        "/recalls/:no" => $"/recalls/{lived.RecallNo}",
        "/genealogy" => $"/genealogy?lot={lived.LotNo}",
        "/dispatch" => "/dispatch?workCentre=MOULD",
        "/machines" => "/machines?equipment=PLANT&period=day",
        _ => pattern.Contains(':', StringComparison.Ordinal) ? null : pattern,
    };

    public static TheoryData<string> Patterns => [.. PageList.Patterns];

    [Fact]
    public void The_list_of_pages_is_the_applications_own() =>
        ((string[])["/", "/login", "/station", "/station/login", "/station/enrol", "/first-administrator", "/orders/:no", "/audit"]).ShouldBeSubsetOf(PageList.Patterns);

    [Theory, MemberData(nameof(Patterns))]
    public async Task Every_page_opens_without_a_fault_speaks_both_languages_and_fits_every_screen(string pattern)
    {
        var path = Example(pattern, await site.Live());
        path.ShouldNotBeNull($"{pattern} has a number in its address and no example in this test.");
        var visit = await visitors.For(site, pattern);
        var page = visit.Page;
        var faults = visit.Faults;
        faults.Clear();
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce });
        await page.SetViewportSizeAsync(Sizes[0].Width, Sizes[0].Height);
        await visit.Open(path);
        new Uri(page.Url).AbsolutePath.ShouldBe(path.Split('?')[0], "The page sent its visitor elsewhere.");
        foreach (var language in (string[])["en", "ko"])
        {
            await page.GetByText(language.ToUpperInvariant(), new() { Exact = true }).First.ClickAsync();
            await page.Locator($"html[lang={language}]").WaitForAsync();
            await visit.Settle();
            faults.AddRange((await Site.Inspect(page)).Faults.Select(fault => $"{language}: {fault}"));
            faults.AddRange((await Foreign(page, language)).Select(text => $"{language}: \"{text}\" is not in this language"));
            foreach (var (width, height) in Sizes)
            {
                await page.SetViewportSizeAsync(width, height);
                await page.WaitForTimeoutAsync(120);
                if (await Site.Overflow(page) is > 0 and var wider) faults.Add($"{language}: {wider} px wider than a screen of {width} x {height}");
            }
        }
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark, ReducedMotion = ReducedMotion.Reduce });
        await visit.Settle();
        faults.AddRange((await Site.Inspect(page, "color-contrast")).Faults.Select(fault => $"dark: {fault}"));
        await page.GetByText("EN", new() { Exact = true }).First.ClickAsync();
        faults.ShouldBeEmpty();
    }

    /// <summary>Texts on the screen that are keys without a text, or the other language's where this one has its own.</summary>
    private static async Task<IReadOnlyList<string>> Foreign(IPage page, string language)
    {
        var texts = PageList.Texts(language);
        var groups = texts.Keys.Select(key => key.Split(':')[1].Split('.')[0]).ToHashSet();
        var other = PageList.Texts(language == "en" ? "ko" : "en").Where(text => texts.TryGetValue(text.Key, out var own) && own != text.Value && text.Value.Length > 3).Select(text => text.Value).ToHashSet();
        other.ExceptWith(texts.Values);
        // What people typed and what things are named is in whatever language it was typed in.
        other.ExceptWith(["Plant", "Moulding", "Packing", "Welding", "Weld", "Pack", "Store", "Lid", "operator"]);
        var shown = await page.EvaluateAsync<string[]>("""
            () => {
                const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                const found = new Set();
                for (let node = walk.nextNode(); node; node = walk.nextNode())
                    if (node.textContent.trim() && !node.parentElement.closest('script, style, [lang]:not(html), [translate=no]')) found.add(node.textContent.trim());
                for (const each of document.querySelectorAll('[aria-label], [title], [placeholder]'))
                    for (const name of ['aria-label', 'title', 'placeholder'])
                        if (each.getAttribute(name)) found.add(each.getAttribute(name).trim());
                return [...found];
            }
            """);
        return [.. shown.Where(text => other.Contains(text) || text.Contains("{{", StringComparison.Ordinal) || IsKey(text, groups))];
    }

    private static bool IsKey(string text, HashSet<string> groups)
    {
        var key = text.Split(':') is [_, var behind] ? behind : text;
        return !key.Contains(' ', StringComparison.Ordinal) && key.Split('.') is [var group, _, ..] && groups.Contains(group) && !key.EndsWith('.');
    }

    /// <summary>Three screens that stay open from page to page: a desk, a terminal, and one at which nobody is signed in.</summary>
    public sealed class Visitors : IAsyncDisposable
    {
        private readonly Dictionary<string, Visit> open = [];

        internal async Task<Visit> For(Site site, string pattern)
        {
            var who = pattern switch
            {
                "/login" or "/first-administrator" or "/station/enrol" => "nobody",
                "/station/login" => "terminal without a person",
                "/station" => "terminal",
                _ => "desk",
            };
            if (!open.TryGetValue(who, out var visit))
                open[who] = visit = await Visit.Begin(site, who switch
                {
                    "nobody" => null,
                    "terminal without a person" => profile => site.Enrol(profile, "ST-2"),
                    "terminal" => profile => site.SignInAtStation(profile),
                    _ => profile => site.SignIn(profile),
                });
            return visit;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var visit in open.Values) await visit.DisposeAsync();
        }
    }
}
