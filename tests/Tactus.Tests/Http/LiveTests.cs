using System.Text;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Platform;
using Tactus.Platform.Live;

namespace Tactus.Tests.Http;

public sealed class LiveTests
{
    [Fact]
    public async Task A_page_hears_its_topics_only_resumes_and_is_told_when_it_missed_some()
    {
        await using var plant = await HttpPlant.New();
        var administrator = await plant.Administrator();
        var hub = plant.Services.GetRequiredService<LiveHub>();
        string id;
        await using (var stream = await administrator.Listen("mes.jobs,erp.stock"))
        {
            (await stream.Next()).ShouldStartWith(": listening");
            hub.Publish([new LiveChange("mes.lots", "L-1"), new LiveChange("mes.jobs", "J-1")]);
            var heard = await stream.Next();
            heard.ShouldContain("event: change");
            heard.ShouldContain("{\"topic\":\"mes.jobs\",\"id\":\"J-1\"}");
            id = heard.Split('\n').First(line => line.StartsWith("id: ", StringComparison.Ordinal))[4..];
        }
        hub.Publish([new LiveChange("erp.stock", "I-9")]);
        await using (var stream = await administrator.Listen("erp.stock", id))
        {
            (await stream.Next()).ShouldStartWith(": listening");
            (await stream.Next()).ShouldContain("I-9");
        }
        await using (var stream = await administrator.Listen("erp.stock", "000000000000-7"))
            (await stream.Next()).ShouldContain("event: reset");
    }

    [Fact]
    public async Task A_topic_needs_its_right()
    {
        await using var plant = await HttpPlant.New();
        var administrator = await plant.Administrator();
        var reader = await plant.PersonWith(administrator, "reader", "mes.read");
        (await reader.Get("/api/platform/live?topics=mes.jobs,erp.orders")).ShouldSatisfyAllConditions(answer => answer.Status.ShouldBe(403), answer => answer.Text.ShouldContain("erp.read"));
        (await reader.Get("/api/platform/live?topics=moon.phase")).Code.ShouldBe("topic-unknown");
        (await reader.Get("/api/platform/live")).Code.ShouldBe("topic-unknown");
        (await plant.Caller().Get("/api/platform/live?topics=mes.jobs")).Status.ShouldBe(401);
    }
}
