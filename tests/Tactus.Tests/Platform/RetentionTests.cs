using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Erp;
using Tactus.Mes;
using Tactus.Platform;
using Tactus.Platform.Messaging;

namespace Tactus.Tests.Platform;

/// <summary>Old traffic goes, and what is still needed to count once stays.</summary>
public sealed class RetentionTests
{
    private static OutboxMessage Message(DateTime sent, long seq) => new()
    {
        MessageId = Guid.CreateVersion7(), Destination = "erp", Stream = "s", Seq = seq, Name = "unheard-of.v1", Body = "{}", SentUtc = sent,
    };

    private static Task<bool> Deliver(Plant plant, params OutboxMessage[] messages) => Courier.Store(
        plant.Services.GetRequiredService<HalfDirectory>().Find("erp")!, "mes", messages, plant.Clock, CancellationToken.None);

    private static async Task Prune<TDb>(Plant plant) where TDb : HalfDb
    {
        while (await plant.Services.GetRequiredService<Retention<TDb>>().PruneSome(CancellationToken.None) > 0) { }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_was_applied_long_ago_is_removed_and_a_late_copy_of_it_still_counts_as_known(string database)
    {
        await using var plant = await Plant.New(database);
        var start = plant.Clock.GetUtcNow().UtcDateTime;
        var (first, second) = (Message(start, 1), Message(start, 2));
        await Deliver(plant, first, second);
        var erp = plant.Services.GetRequiredService<HalfDirectory>().Find("erp")!;
        // Applied as the applier notes it; the second one stays stuck.
        await erp.RunAsSystem("Apply", async db =>
        {
            var message = await db.Inbox.SingleAsync(each => each.Id == first.MessageId);
            (message.State, message.AppliedUtc) = (InboxState.Applied, start);
            Applier.Advance(db, message, null);
            (await db.Inbox.SingleAsync(each => each.Id == second.MessageId)).State = InboxState.Stuck;
            return true;
        }, CancellationToken.None);

        plant.Clock.Advance(TimeSpan.FromDays(89));
        await Prune<ErpDb>(plant);
        await using (var db = plant.Erp()) (await db.Inbox.CountAsync()).ShouldBe(2, "not old enough");
        plant.Clock.Advance(TimeSpan.FromDays(2));
        await Prune<ErpDb>(plant);
        await using (var db = plant.Erp()) (await db.Inbox.SingleAsync()).State.ShouldBe(InboxState.Stuck);

        await Deliver(plant, first, second);
        await using (var db = plant.Erp()) (await db.Inbox.SingleAsync()).Id.ShouldBe(second.MessageId);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Delivered_messages_and_keys_go_after_their_time_and_undelivered_ones_never(string database)
    {
        await using var plant = await Plant.New(database);
        var start = plant.Clock.GetUtcNow().UtcDateTime;
        (await plant.Post("/api/mes/equipment", new { id = Guid.CreateVersion7(), no = "CELL", name = "Cell", level = "workCentre" })).Refusal.ShouldBeNull();
        await plant.Services.GetRequiredService<HalfDirectory>().Find("mes")!.RunAsSystem("Send", db =>
        {
            for (var seq = 1; seq <= 3; seq++)
            {
                var message = Message(start, seq);
                (message.Announced, message.DeliveredUtc) = (true, seq < 3 ? start : null);
                db.Outbox.Add(message);
            }
            return Task.FromResult(true);
        }, CancellationToken.None);
        await using (var db = plant.Mes()) (await db.Receipts.CountAsync()).ShouldBe(1);

        plant.Clock.Advance(TimeSpan.FromDays(91));
        await Prune<MesDb>(plant);
        await using (var db = plant.Mes())
        {
            (await db.Outbox.SingleAsync(message => message.Destination == "erp")).DeliveredUtc.ShouldBeNull();
            (await db.Receipts.CountAsync()).ShouldBe(0);
            (await db.Audit.CountAsync()).ShouldBeGreaterThan(0, "the ledger is never touched");
        }
    }

    [Fact]
    public void Keys_are_kept_longer_than_a_floor_report_may_be_late() =>
        new RetentionSettings().Keep.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromDays(RetentionSettings.FewestDays));
}
