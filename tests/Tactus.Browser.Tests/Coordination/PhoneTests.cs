using Microsoft.Playwright;

namespace Tactus.Browser.Tests.Coordination;

/// <summary>Somebody who is asked something while they walk through the hall.</summary>
[Collection(SiteCollection.Name)]
public sealed class PhoneTests(Site site)
{
    [Fact]
    public async Task A_question_is_answered_with_one_thumb_on_a_phone()
    {
        var lived = await site.Live();
        var me = (await site.Get("/api/platform/people?filter=login:eq:admin")).GetProperty("items")[0].GetProperty("number").GetString()!;
        var asked = (await site.Post("/api/coordination/tasks", new
        {
            role = "sales", kind = "question", text = "May the order of Northern Tableware be split in two shipments?", answers = "yesNo", withinMinutes = 60, exceptionNo = lived.ExceptionNo, ownerNo = me,
        })).GetProperty("no").GetString()!;
        await using var visit = await Visit.Begin(site, profile => site.SignIn(profile));
        var page = visit.Page;
        await page.SetViewportSizeAsync(390, 844);
        await visit.Open("/coordination/tasks");
        (await Site.Overflow(page)).ShouldBe(0);
        var card = page.GetByRole(AriaRole.Article, new() { Name = asked });
        await card.GetByText("Machine down: WD-01").WaitForAsync();
        var yes = card.GetByRole(AriaRole.Button, new() { Name = "Yes", Exact = true });
        var box = (await yes.BoundingBoxAsync())!;
        box.Height.ShouldBeGreaterThanOrEqualTo(72);
        box.Width.ShouldBeGreaterThanOrEqualTo(120);
        foreach (var other in (string[])["I can't", "I'll do it"])
            (await card.GetByRole(AriaRole.Button, new() { Name = other, Exact = true }).BoundingBoxAsync())!.Height.ShouldBeGreaterThanOrEqualTo(48);
        if (Environment.GetEnvironmentVariable("TACTUS_TEST_PICTURES") is { Length: > 0 } folder)
            foreach (var (name, path) in ((string, string)[])[("tasks", "/coordination/tasks"), ("task", $"/coordination/tasks/{lived.TaskNo}"), ("roster", "/coordination/roster"), ("policies", "/coordination/policies"), ("exception", $"/exceptions/{lived.ExceptionNo}"), ("mail", "/mail")])
            {
                await visit.Open(path);
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
            }
        await visit.Open("/coordination/tasks");
        await card.GetByLabel("Note").FillAsync("The customer agrees, first half on Friday.");
        await yes.ClickAsync();
        await card.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        var answered = (await site.Get($"/api/coordination/tasks/{asked}")).GetProperty("task");
        (answered.GetProperty("state").GetString(), answered.GetProperty("answer").GetString(), answered.GetProperty("answerNote").GetString())
            .ShouldBe(("answered", "yes", "The customer agrees, first half on Friday."));
        visit.Faults.ShouldBeEmpty();
    }
}
