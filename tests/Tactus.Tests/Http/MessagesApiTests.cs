using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Contracts;
using Tactus.Erp;
using Tactus.Mes;
using Tactus.Platform;
using Tactus.Platform.Messaging;

namespace Tactus.Tests.Http;

public sealed class MessagesApiTests
{
    // A message that no handler of its half can read stands for one that is refused.
    private static async Task<Guid[]> Receive(HttpPlant plant, params long[] numbers)
    {
        var ids = numbers.Select(_ => Guid.CreateVersion7()).ToArray();
        await plant.Services.GetRequiredService<CommandRunner<ErpDb>>().RunAsSystem("Receive", db =>
        {
            for (var i = 0; i < numbers.Length; i++)
                db.Inbox.Add(new InboxMessage
                {
                    Id = ids[i], Source = "mes", Stream = "s", Seq = numbers[i], Name = "from-another-world.v1", Body = "{}", CorrelationId = Guid.Empty,
                    SentUtc = plant.Clock.GetUtcNow().UtcDateTime, ReceivedUtc = plant.Clock.GetUtcNow().UtcDateTime,
                });
            return Task.FromResult(true);
        }, CancellationToken.None);
        return ids;
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_stuck_message_is_seen_retried_parked_with_a_reason_and_the_stream_goes_on(string database)
    {
        await using var plant = await HttpPlant.New(database);
        var administrator = await plant.Administrator();
        var ids = await Receive(plant, 1, 2);
        var applier = plant.Services.GetRequiredKeyedService<Applier>("erp");
        for (var i = 0; i < 6; i++)
        {
            await applier.ApplySome(CancellationToken.None);
            plant.Clock.Advance(TimeSpan.FromMinutes(2));
        }
        var stuck = (await administrator.Get("/api/platform/messages?half=erp&state=stuck")).Body.GetProperty("items");
        stuck.GetArrayLength().ShouldBe(1);
        stuck[0].GetProperty("id").GetGuid().ShouldBe(ids[0]);
        stuck[0].GetProperty("fault").GetString()!.ShouldContain("from-another-world");
        var link = (await administrator.Get("/api/platform/links")).Body.GetProperty("items").EnumerateArray().First(each => each.GetProperty("destination").GetString() == "erp");
        link.GetProperty("stuck").GetInt32().ShouldBe(1);
        link.GetProperty("lagSeconds").GetDouble().ShouldBeGreaterThan(600);

        (await administrator.Post("/api/platform/message-retries", new { half = "erp", messageId = ids[0] })).Code.ShouldBe("message-refused");
        (await administrator.Post("/api/platform/message-parkings", new { half = "erp", messageId = ids[1], reason = "skip" })).Code.ShouldBe("message-not-next");
        (await administrator.Post("/api/platform/message-parkings", new { half = "erp", messageId = ids[0], reason = " " })).Code.ShouldBe("reason-missing");
        (await administrator.Post("/api/platform/message-parkings", new { half = "erp", messageId = ids[0], reason = "unknown sender" })).Status.ShouldBe(200);
        (await administrator.Post("/api/platform/message-parkings", new { half = "erp", messageId = ids[0], reason = "again" })).Status.ShouldBe(200);
        await using (var db = plant.Services.GetRequiredService<HalfDatabase<ErpDb>>().Read())
            (await db.InboxStreams.SingleAsync(stream => stream.Stream == "s")).Done.ShouldBe(1);
        var entry = (await administrator.Get("/api/platform/audit-entries?half=erp&subject=MessageParking")).Body.GetProperty("items");
        entry.GetArrayLength().ShouldBe(1);
        entry[0].GetProperty("why").GetString().ShouldBe("unknown sender");
        entry[0].GetProperty("actorName").GetString().ShouldBe("Ada Admin");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_paused_link_holds_messages_with_the_sender_and_names_who_and_why(string database)
    {
        await using var plant = await HttpPlant.New(database);
        var administrator = await plant.Administrator();
        (await administrator.Post("/api/platform/link-changes", new { source = "mes", destination = "erp", paused = true, reason = "stocktaking" })).Status.ShouldBe(200);
        (await administrator.Post("/api/platform/link-changes", new { source = "erp", destination = "erp", paused = true, reason = "x" })).Code.ShouldBe("half-unknown");
        var link = (await administrator.Get("/api/platform/links")).Body.GetProperty("items").EnumerateArray().First(each => each.GetProperty("destination").GetString() == "erp");
        link.GetProperty("paused").GetBoolean().ShouldBeTrue();
        link.GetProperty("reason").GetString().ShouldBe("stocktaking");
        var pages = new List<long>();
        for (string? next = ""; next is not null;)
        {
            var page = (await administrator.Get("/api/platform/audit-entries?limit=3" + (next.Length > 0 ? "&cursor=" + Uri.EscapeDataString(next) : ""))).Body;
            pages.AddRange(page.GetProperty("items").EnumerateArray().Select(each => each.GetProperty("id").GetInt64() + (each.GetProperty("half").GetString() == "erp" ? 1_000_000 : 0)));
            next = page.GetProperty("next").GetString();
        }
        pages.Distinct().Count().ShouldBe(pages.Count);
        pages.ShouldContain(each => each > 1_000_000);
        (await administrator.Get("/api/platform/audit-verifications")).Body.GetProperty("items").EnumerateArray().ShouldAllBe(check => check.GetProperty("intact").GetBoolean());
    }
}
