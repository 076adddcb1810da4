using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Coordination;
using Tactus.Coordination.Picture;
using Tactus.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Tactus.Tests.Coordination;

/// <summary>What coordination knows of holds and recalls, in whatever order it hears of them.</summary>
public sealed class HearingHoldsTests
{
    private static readonly Guid Id = Guid.Parse("0197f000-0000-7000-8000-000000000001");
    private static readonly DateTime At = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);
    private static readonly ShippedStock Clinic = new("LOT-1", "C1", "Clinic", "SO-1", 10, new(40, "C62"), At.AddDays(-1), false);

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_hold_is_the_same_in_whatever_order_and_however_often_it_is_told(string database)
    {
        var held = new LotHeld(Id, "R1", ["R1", "LOT-1"], "GLASS", "glass in it", "kim", At) { RecallNo = "RC-000001" };
        var extended = new LotHoldExtended(Id, ["LOT-2", "LOT-1"], At.AddMinutes(1));
        var confirmed = new LotHoldConfirmed(Id, "R1", [], [], [Clinic], false, At.AddMinutes(2));
        var later = confirmed with { Shipped = [], AtUtc = At.AddMinutes(3) };
        var ended = new LotHoldEnded(Id, "R1", At.AddMinutes(4)) { Disposition = Disposition.Scrap };
        foreach (var order in (Func<CoordinationDb, CommandContext, Task<Refusal?>>[][])
        [
            [Held, Extended, Confirmed, Later, Ended, Held, Confirmed, Extended],
            [Confirmed, Ended, Held, Held, Later, Extended, Extended],
        ])
        {
            await using var plant = await Plant.New(database);
            foreach (var tell in order)
                await plant.Services.GetRequiredService<CommandRunner<CoordinationDb>>().RunAsSystem("Test", async db =>
                {
                    (await tell(db, db.By!)).ShouldBeNull();
                    return true;
                }, CancellationToken.None);
            await using var read = plant.Coordination();
            var known = await read.KnownHolds.SingleAsync();
            (known.LotNo, known.RecallNo, known.ReasonCode, known.HeldUtc).ShouldBe(("R1", "RC-000001", "GLASS", At));
            known.LotNos.ShouldBe(["R1", "LOT-1", "LOT-2"]);
            known.Shipped.ShouldBe([Clinic]);
            (known.ConfirmedUtc, known.EndedUtc, known.Scrapped).ShouldBe((At.AddMinutes(2), At.AddMinutes(4), true));
        }

        Task<Refusal?> Held(CoordinationDb db, CommandContext by) => HearHolds.Held(db, held, by, default);
        Task<Refusal?> Extended(CoordinationDb db, CommandContext by) => HearHolds.Extended(db, extended, by, default);
        Task<Refusal?> Confirmed(CoordinationDb db, CommandContext by) => HearHolds.Confirmed(db, confirmed, by, default);
        Task<Refusal?> Later(CoordinationDb db, CommandContext by) => HearHolds.Confirmed(db, later, by, default);
        Task<Refusal?> Ended(CoordinationDb db, CommandContext by) => HearHolds.Ended(db, ended, by, default);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Of_a_recall_the_newest_word_counts(string database)
    {
        await using var plant = await Plant.New(database);
        var first = new RecallChanged("RC-000001", "S-1", "DP-77", ["R1", "R2"], "GLASS", "glass in it", 20, 6, 6, At, null, At);
        foreach (var told in (RecallChanged[])[first, first with { OpenHolds = 0, ClosedUtc = At.AddHours(2), AtUtc = At.AddHours(2) }, first with { OpenHolds = 3, AtUtc = At.AddHours(1) }])
            await plant.Services.GetRequiredService<CommandRunner<CoordinationDb>>().RunAsSystem("Test", async db =>
            {
                (await HearHolds.RecallChanged(db, told, db.By!, default)).ShouldBeNull();
                return true;
            }, CancellationToken.None);
        await using var read = plant.Coordination();
        var known = await read.KnownRecalls.SingleAsync();
        (known.OpenHolds, known.ClosedUtc, known.Lots).ShouldBe((0, At.AddHours(2), 20));
        known.LotNos.ShouldBe(["R1", "R2"]);
    }
}
