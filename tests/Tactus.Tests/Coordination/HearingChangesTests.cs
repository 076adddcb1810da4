using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Coordination;
using Tactus.Coordination.Picture;
using Tactus.Platform;

namespace Tactus.Tests.Coordination;

/// <summary>What coordination knows of engineering changes: business and plant may overtake each other.</summary>
public sealed class HearingChangesTests
{
    private static readonly DateTime At = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    private static Quantity Pcs(decimal value) => new(value, "C62");

    private static OperationsScheduleReleased Order(string no, decimal quantity, string revision) =>
        new(no, "CASE", revision, Pcs(quantity), null, At.AddDays(3), 5, null, null, null, null, null, revision, revision, [], []);

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_split_is_the_same_in_whatever_order_it_is_told_and_counts_once(string database)
    {
        var announced = new EngineeringChangeAnnounced("EC-000001", "W1", "CASE", "B", "C", [40], "seal leaks", At);
        var answered = new EngineeringChangeAnswered("EC-000001", "W1", Pcs(500), Pcs(200), Pcs(50), Pcs(250), Pcs(0), true, [new(20, Pcs(50), false)], At.AddMinutes(1));
        var allocated = new EngineeringChangeAllocated("EC-000001", "W1", PartsDisposition.UseUp, PartsDisposition.UseUp, Order("W2", 251, "C"), "seal leaks", At.AddMinutes(2));
        var split = new OrderSplit("EC-000001", "W1", Pcs(250), Pcs(0), Order("W2", 250, "C"), [], At.AddMinutes(3));
        foreach (var order in (Func<CoordinationDb, CommandContext, Task<Refusal?>>[][])
        [
            [Announced, Answered, Allocated, Split, Split, Announced, Answered],
            [Split, Answered, Split, Allocated, Announced],
        ])
        {
            await using var plant = await Plant.New(database);
            foreach (var tell in (Func<CoordinationDb, CommandContext, Task<Refusal?>>[])[(db, by) => HearOrders.Released(db, Order("W1", 500, "B"), by, default), .. order])
                await plant.Services.GetRequiredService<CommandRunner<CoordinationDb>>().RunAsSystem("Test", async db =>
                {
                    (await tell(db, db.By!)).ShouldBeNull();
                    return true;
                }, CancellationToken.None);
            await using var read = plant.Coordination();
            (await read.Orders.OrderBy(each => each.WorkOrderNo).ToListAsync()).Select(each => (each.WorkOrderNo, each.Quantity)).ShouldBe([("W1", 250m), ("W2", 250m)]);
            var known = await read.KnownChanges.SingleAsync();
            (known.FromRevision, known.Done, known.InProcess, known.Unstarted, known.Kept, known.NewOrderNo).ShouldBe(("B", 200m, 50m, 250m, 250m, "W2"));
            (known.AnnouncedUtc, known.AnsweredUtc, known.AllocatedUtc, known.SplitUtc).ShouldBe((At, At.AddMinutes(1), At.AddMinutes(2), At.AddMinutes(3)));
        }

        Task<Refusal?> Announced(CoordinationDb db, CommandContext by) => HearChanges.Announced(db, announced, by, default);
        Task<Refusal?> Answered(CoordinationDb db, CommandContext by) => HearChanges.Answered(db, answered, by, default);
        Task<Refusal?> Allocated(CoordinationDb db, CommandContext by) => HearChanges.Allocated(db, allocated, by, default);
        Task<Refusal?> Split(CoordinationDb db, CommandContext by) => HearChanges.Split(db, split, by, default);
    }
}
