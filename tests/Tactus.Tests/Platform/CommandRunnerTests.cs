using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Erp;
using Tactus.Platform;
using Tactus.Platform.Messaging;

namespace Tactus.Tests.Platform;

public sealed class CommandRunnerTests
{
    /// <summary>Pauses the link from a source: a small command with state, a message and a rule.</summary>
    internal sealed record PauseLink(string Source, string Reason, bool Refuse = false, bool Fault = false) : Command<ErpDb, string>
    {
        public override async Task<Outcome<string>> Handle(ErpDb db, CommandContext by, CancellationToken stop)
        {
            by.Why = Reason;
            var link = await db.InboxLinks.FirstOrDefaultAsync(each => each.Source == Source, stop);
            if (link is null) db.InboxLinks.Add(link = new InboxLink { Source = Source });
            (link.Paused, link.Reason) = (true, $"{link.Reason}{Reason}");
            db.Send(new MaterialDefinitionPublished("ITEM", Reason, "C62", "A", Tracking.None, null, true));
            if (Fault) throw new InvalidOperationException("a bug");
            return Refuse ? new Refusal("no", "Not today.") : link.Reason;
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_retry_answers_the_same_and_counts_once(string database)
    {
        await using var plant = await Plant.New(database);
        var command = new PauseLink("mes", "x") { Id = Guid.CreateVersion7() };
        (await plant.Run(command)).Value.ShouldBe("x");
        (await plant.Run(command)).Value.ShouldBe("x");
        await using var db = plant.Erp();
        (await db.InboxLinks.SingleAsync()).Reason.ShouldBe("x");
        (await db.Outbox.CountAsync()).ShouldBe(1);
        (await db.Audit.CountAsync()).ShouldBe(1);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_same_key_with_another_request_is_refused(string database)
    {
        await using var plant = await Plant.New(database);
        var id = Guid.CreateVersion7();
        (await plant.Run(new PauseLink("mes", "x") { Id = id })).Done.ShouldBeTrue();
        (await plant.Run(new PauseLink("mes", "y") { Id = id })).Refusal!.Code.ShouldBe("key-reused");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_refused_or_failed_command_leaves_nothing_and_does_not_burn_its_key(string database)
    {
        await using var plant = await Plant.New(database);
        var id = Guid.CreateVersion7();
        (await plant.Run(new PauseLink("mes", "x", Refuse: true) { Id = id })).Refusal!.Code.ShouldBe("no");
        await Should.ThrowAsync<InvalidOperationException>(() => plant.Run(new PauseLink("mes", "x", Fault: true) { Id = id }));
        await using (var db = plant.Erp())
        {
            (await db.InboxLinks.CountAsync() + await db.Outbox.CountAsync() + await db.Audit.CountAsync() + await db.Receipts.CountAsync()).ShouldBe(0);
        }
        (await plant.Run(new PauseLink("mes", "x") { Id = id })).Value.ShouldBe("x");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Fifty_at_once_on_one_row_all_count_and_messages_stay_numbered_without_gaps(string database)
    {
        await using var plant = await Plant.New(database);
        var commands = Enumerable.Range(0, 50).Select(_ => new PauseLink("mes", "x") { Id = Guid.CreateVersion7() }).ToList();
        // Each is sent twice at the same time, as an impatient terminal would.
        var outcomes = await Task.WhenAll(commands.Concat(commands).Select(command => Task.Run(() => plant.Run(command))));
        outcomes.ShouldAllBe(outcome => outcome.Done);
        await using var db = plant.Erp();
        (await db.InboxLinks.SingleAsync()).Reason!.Length.ShouldBe(50);
        (await db.Outbox.OrderBy(message => message.Seq).Select(message => message.Seq).ToListAsync()).ShouldBe(Enumerable.Range(1, 50).Select(n => (long)n));
        (await plant.Verify<ErpDb>()).ShouldSatisfyAllConditions(check => check.Intact.ShouldBeTrue(), check => check.Unsealed.ShouldBe(0), check => check.Sealed.ShouldBe(50));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_ledger_tells_who_when_why_before_and_after(string database)
    {
        await using var plant = await Plant.New(database);
        await plant.Run(new PauseLink("mes", "calibration"), Plant.Person("P-7"));
        await plant.Run(new PauseLink("mes", "!"), Plant.Person("P-8"));
        await using var db = plant.Erp();
        var entries = await db.Audit.OrderBy(entry => entry.Id).ToListAsync();
        entries.Count.ShouldBe(2);
        entries[0].ShouldSatisfyAllConditions(
            entry => entry.Action.ShouldBe("added"), entry => entry.ActorNumber.ShouldBe("P-7"), entry => entry.Why.ShouldBe("calibration"),
            entry => entry.Command.ShouldBe("PauseLink"), entry => entry.Subject.ShouldBe("InboxLink"), entry => entry.SubjectKey.ShouldBe("mes"),
            entry => entry.Before.ShouldBeNull(), entry => entry.After!.ShouldContain("\"reason\":\"calibration\""));
        entries[1].ShouldSatisfyAllConditions(
            entry => entry.Action.ShouldBe("changed"), entry => entry.ActorNumber.ShouldBe("P-8"),
            entry => entry.Before!.ShouldContain("\"reason\":\"calibration\""), entry => entry.After!.ShouldContain("\"reason\":\"calibration!\""),
            entry => entry.After!.ShouldNotContain("paused"));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_dry_run_answers_and_changes_nothing(string database)
    {
        await using var plant = await Plant.New(database);
        var runner = plant.Services.GetRequiredService<CommandRunner<ErpDb>>();
        var outcome = await runner.Run(new PauseLink("mes", "x") { Id = Guid.CreateVersion7() },
            new CommandContext(Actor.System, plant.Clock.GetUtcNow().UtcDateTime), CancellationToken.None, dryRun: true);
        outcome.Value.ShouldBe("x");
        await using var db = plant.Erp();
        (await db.InboxLinks.CountAsync() + await db.Audit.CountAsync()).ShouldBe(0);
    }
}
