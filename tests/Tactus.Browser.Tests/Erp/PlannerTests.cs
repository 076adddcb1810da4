using Microsoft.Playwright;

namespace Tactus.Browser.Tests.Erp;

/// <summary>What a planner does at the desk, from the customer's order to the plant.</summary>
[Collection(SiteCollection.Name)]
public sealed class PlannerTests(Site site)
{
    [Fact]
    public async Task An_order_is_entered_made_and_released_and_what_was_typed_survives_a_refusal()
    {
        await site.Live();
        await using var profile = await site.Profile(1280, 800);
        await site.SignIn(profile);
        var page = await profile.NewPageAsync();
        await page.GotoAsync("/orders");
        await page.GetByRole(AriaRole.Button, new() { Name = "Enter an order" }).ClickAsync();
        var form = page.GetByRole(AriaRole.Dialog);
        await form.GetByLabel("Customer", new() { Exact = false }).First.FillAsync("C-404");
        await form.GetByLabel("Customer's number").FillAsync("PO-777");
        await form.GetByLabel("Item").FillAsync("BOX");
        await form.GetByLabel("Quantity").FillAsync("24");
        await form.GetByLabel("Requested for").FillAsync($"{DateTime.UtcNow.AddDays(5):yyyy-MM-dd}T12:00");
        await form.GetByRole(AriaRole.Button, new() { Name = "Add a line" }).ClickAsync();
        await form.GetByLabel("Item").Nth(1).FillAsync("CUP");
        await form.GetByLabel("Quantity").Nth(1).FillAsync("100");
        await form.GetByLabel("Requested for").Nth(1).FillAsync($"{DateTime.UtcNow.AddDays(6):yyyy-MM-dd}T12:00");
        await form.GetByRole(AriaRole.Button, new() { Name = "Enter the order" }).ClickAsync();
        await form.GetByText("C-404", new() { Exact = false }).First.WaitForAsync();
        (await form.GetByLabel("Customer's number").InputValueAsync()).ShouldBe("PO-777");
        (await form.GetByLabel("Quantity").Nth(1).InputValueAsync()).ShouldBe("100");

        await form.GetByLabel("Customer").First.FillAsync("C-1");
        await form.GetByRole(AriaRole.Button, new() { Name = "Enter the order" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Order SO-" }).WaitForAsync();
        var line = page.GetByRole(AriaRole.Region, new() { Name = "Line 10" });
        await line.GetByRole(AriaRole.Button, new() { Name = "Make a work order" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Make a work order" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Work order WO-" }).WaitForAsync();
        var workOrderNo = new Uri(page.Url).Segments[^1];
        await page.GetByRole(AriaRole.Button, new() { Name = "Release", Exact = true }).ClickAsync();
        var release = page.GetByRole(AriaRole.Dialog);
        await release.GetByRole(AriaRole.Button, new() { Name = "Release" }).ClickAsync();
        await release.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await page.GetByText("In the plant", new() { Exact = true }).First.WaitForAsync();
        (await site.Get("/api/mes/job-orders?filter=orderNo:eq:" + workOrderNo)).GetProperty("items")[0].GetProperty("planned").GetDecimal().ShouldBe(24);
        // Both ways: from the work order back to the customer's line.
        await page.GetByRole(AriaRole.Link, new() { Name = "line 10" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Region, new() { Name = "Line 10" }).GetByRole(AriaRole.Link, new() { Name = workOrderNo }).First.WaitForAsync();
    }
}
