using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Erp;
using Tactus.Platform;
using Tactus.Platform.Messaging;

namespace Tactus.Tests.Platform;

/// <summary>The way from one half to the other, on a message that only this test knows how to refuse.</summary>
public sealed class MessagingTests
{
    private static OutboxMessage Message(long seq, string stream = "s", string text = "") => new()
    {
        MessageId = Guid.CreateVersion7(), Destination = "erp", Stream = stream, Seq = seq, Name = "unheard-of.v1", Body = text, SentUtc = DateTime.UnixEpoch,
    };

    private static Task<bool> Deliver(Plant plant, params OutboxMessage[] messages) => Courier.Store(
        plant.Services.GetRequiredService<HalfDirectory>().Find("erp")!, "mes", messages, plant.Clock, CancellationToken.None);

    private static Applier Applier(Plant plant) => plant.Services.GetRequiredKeyedService<Applier>("erp");

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_message_that_arrives_three_times_is_stored_once(string database)
    {
        await using var plant = await Plant.New(database);
        var message = Message(1);
        await Deliver(plant, message, message);
        await Deliver(plant, message);
        await using var db = plant.Erp();
        (await db.Inbox.CountAsync()).ShouldBe(1);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Disorder_and_duplicates_end_as_the_order_of_the_stream(string database)
    {
        await using var plant = await AnsweringPlant(database);
        // Status requests of one lot: each is answered, in order, once.
        var messages = Enumerable.Range(1, 40).Select(n => Named(n, $"reconcile:L{n % 4}", (n - 1) / 4 + 1)).ToList();
        var random = new Random(7);
        var shuffled = messages.Concat(messages).OrderBy(_ => random.Next()).ToList();
        foreach (var message in shuffled)
        {
            await Deliver(plant, message);
            await ApplyAll(plant);
        }
        await using var db = plant.Erp();
        (await db.InboxStreams.OrderBy(stream => stream.Stream).Select(stream => stream.Done).ToListAsync()).ShouldBe([10, 10, 10, 10]);
        (await db.Inbox.CountAsync(message => message.State == InboxState.Applied)).ShouldBe(40);
        var answers = await db.Outbox.OrderBy(message => message.Id).Select(message => message.Stream).ToListAsync();
        answers.Count.ShouldBe(40);
        foreach (var stream in Enumerable.Range(0, 4))
            answers.Where(answer => answer.StartsWith($"material:reconcile:L{stream} ", StringComparison.Ordinal))
                .ShouldBe(Enumerable.Range(1, 10).Select(seq => $"material:reconcile:L{stream} {seq}"));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_gap_keeps_later_messages_waiting_and_other_streams_going(string database)
    {
        await using var plant = await AnsweringPlant(database);
        await Deliver(plant, Named(2, "reconcile:A", 2), Named(3, "reconcile:B", 1));
        await ApplyAll(plant);
        await using (var db = plant.Erp())
        {
            (await db.Inbox.SingleAsync(message => message.Stream == "reconcile:A")).State.ShouldBe(InboxState.Waiting);
            (await db.Inbox.SingleAsync(message => message.Stream == "reconcile:B")).State.ShouldBe(InboxState.Applied);
        }
        await Deliver(plant, Named(1, "reconcile:A", 1));
        await ApplyAll(plant);
        await using var after = plant.Erp();
        (await after.Inbox.CountAsync(message => message.State == InboxState.Applied)).ShouldBe(3);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_message_that_fails_again_and_again_is_shown_as_stuck_and_holds_only_its_stream(string database)
    {
        await using var plant = await AnsweringPlant(database);
        await Deliver(plant, Message(1, "bad"), Named(2, "bad", 2), Named(3, "reconcile:A", 1));
        for (var i = 0; i < 6; i++)
        {
            await ApplyAll(plant);
            plant.Clock.Advance(TimeSpan.FromMinutes(2));
        }
        await using var db = plant.Erp();
        var stuck = await db.Inbox.SingleAsync(message => message.Stream == "bad" && message.Seq == 1);
        stuck.State.ShouldBe(InboxState.Stuck);
        stuck.RefusalCode.ShouldBe("message-unknown");
        (await db.Inbox.SingleAsync(message => message.Stream == "bad" && message.Seq == 2)).State.ShouldBe(InboxState.Waiting);
        (await db.Inbox.SingleAsync(message => message.Stream == "reconcile:A")).State.ShouldBe(InboxState.Applied);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_paused_link_leaves_messages_with_the_sender(string database)
    {
        await using var plant = await AnsweringPlant(database);
        await LedgerTests.Pause(plant, "maintenance");
        (await Deliver(plant, Named(1, "reconcile:A", 1))).ShouldBeFalse();
        await using var db = plant.Erp();
        (await db.Inbox.CountAsync()).ShouldBe(0);
    }

    private static OutboxMessage Named(int n, string stream, long seq) => new()
    {
        MessageId = Guid.CreateVersion7(), Destination = "erp", Stream = stream, Seq = seq, SentUtc = DateTime.UnixEpoch,
        Name = MessageNames.Of(typeof(DispatchOrderSet)),
        Body = System.Text.Json.JsonSerializer.Serialize(
            new DispatchOrderSet("L" + n, Guid.NewGuid(), [], $"{stream} {seq}", DateTime.UnixEpoch), TactusJson.Options),
    };

    /// <summary>A plant whose business half answers each of these messages with one of its own; a real handler of it there is none.</summary>
    private static async Task<Plant> AnsweringPlant(string database)
    {
        var plant = await Plant.New(database);
        plant.Services.GetRequiredService<MessageHandlers>().On<ErpDb, DispatchOrderSet>("erp", (db, message, by, stop) =>
        {
            db.Send(new MaterialDefinitionPublished(message.Reason, "", "C62", "A", Tracking.None, null, true));
            return Task.FromResult<Refusal?>(null);
        });
        return plant;
    }

    private static async Task ApplyAll(Plant plant)
    {
        while (await Applier(plant).ApplySome(CancellationToken.None) > 0) { }
    }
}
