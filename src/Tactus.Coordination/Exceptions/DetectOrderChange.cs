using Microsoft.EntityFrameworkCore;
using Tactus.Contracts.Messages;
using Tactus.Coordination.Carrying;
using Tactus.Coordination.Picture;
using Tactus.Platform;

namespace Tactus.Coordination.Exceptions;

/// <summary>What a customer's line wants now, as sales told it last.</summary>
/// <param name="Covered">Of what is wanted, what orders that are not in the plant have made or will make.</param>
internal sealed record DemandFacts(
    string SalesOrderNo, int SalesLineNo, string ItemNo, string CustomerNo, string CustomerName, decimal Wanted, decimal Shipped, decimal Covered, string Unit,
    DateTime RequestedUtc, DateTime? PromisedUtc, int Priority, bool Cancelled, IReadOnlyList<string> WorkOrders, string ChangedBy)
{
    /// <summary>What the orders in the plant still have to come to.</summary>
    internal decimal FromPlant => Math.Max(0, Wanted - Covered);

    internal DateTime DueUtc => PromisedUtc ?? RequestedUtc;

    internal string Line => $"{SalesOrderNo}/{SalesLineNo}";
}

/// <summary>
/// A customer changes an order that the plant is working on: one exception per line, whatever is changed on it and however often. A cut stops new
/// starts at once, because each piece started meanwhile would be one too many.
/// </summary>
internal static class DetectOrderChange
{
    internal const string QuantityChanged = "orderQuantityChanged", DateChanged = "orderDateChanged", OrderCancelled = "orderCancelled", Rush = "rushOrder";

    internal static async Task<Refusal?> Heard(CoordinationDb db, DemandChanged told, CommandContext by, CancellationToken stop)
    {
        var facts = new DemandFacts(told.SalesOrderNo, told.SalesLineNo, told.ItemNo, told.CustomerNo, told.CustomerName, told.Wanted.Value, told.Shipped.Value, told.Covered.Value,
            told.Wanted.Unit, told.RequestedUtc, told.PromisedUtc, told.Priority, told.Cancelled, told.WorkOrders, told.ChangedBy);
        var current = await Disruption.Current(db, $"demand/{facts.Line}", stop);
        var orders = await Orders(db, facts, stop);
        var kind = Kind(facts, orders, told.Changed);
        // What is known of its operations is up to a tenth old; what is decided about is exact.
        if (kind is not null) foreach (var order in orders) db.SendTo("mes", new ProgressAsked(order.WorkOrderNo, by.NowUtc));
        if (current is { EndedUtc: not null } && kind is not null)
        {
            current.Occurrences++;
            (current.Kind, current.EndedUtc) = (kind, null);
            current.Know(facts);
            current.Step(db, DisruptionStep.Recur, by, $"{facts.ChangedBy} changed {facts.Line} again. {Words(facts, orders)}");
            current.WantsOptions = true;
            await Contain(db, current, facts, orders, by, stop);
        }
        else if (current is { EndedUtc: null })
        {
            if (!current.Know(facts)) return null;
            if (kind is null && current.State == DisruptionState.AwaitingDecision)
            {
                await Over(db, current, "The line fits what the plant makes for it again.", by, stop);
                return null;
            }
            // Carrying out the decision changes the line, too; that is no news.
            if (kind is null || current.State is DisruptionState.Executing or DisruptionState.Decided) return null;
            current.Kind = kind;
            current.Note(db, "Changed", by, $"{facts.ChangedBy} changed {facts.Line} again. {Words(facts, orders)}");
            current.WantsOptions = true;
            await Contain(db, current, facts, orders, by, stop);
        }
        else if (kind is not null)
        {
            var disruption = await Disruption.New(db, kind, facts.Line, null, told.AtUtc, TimeSpan.Zero, by, stop, about: "demand");
            disruption.Know(facts);
            disruption.Note(db, "Detected", by, $"{facts.ChangedBy} changed {facts.Line} of {facts.CustomerName}. {Words(facts, orders)}");
            disruption.Step(db, DisruptionStep.Confirm, by, "What the plant makes no longer fits what is wanted.");
            disruption.WantsOptions = true;
            await Contain(db, disruption, facts, orders, by, stop);
        }
        return null;
    }

    /// <summary>An order of the line moved on the floor: what was offered may no longer be true.</summary>
    internal static async Task Moved(CoordinationDb db, KnownOrder order, CancellationToken stop)
    {
        if (order.SalesOrderNo is null || await Disruption.Current(db, $"demand/{order.SalesOrderNo}/{order.SalesLineNo}", stop) is not { EndedUtc: null, State: DisruptionState.AwaitingDecision } current) return;
        current.WantsOptions = true;
    }

    internal static async Task<List<KnownOrder>> Orders(CoordinationDb db, DemandFacts facts, CancellationToken stop) =>
        await db.Orders.Where(order => facts.WorkOrders.Contains(order.WorkOrderNo) && !order.Cancelled).OrderBy(order => order.DueUtc).ThenBy(order => order.WorkOrderNo).ToListAsync(stop);

    private static string? Kind(DemandFacts facts, List<KnownOrder> orders, IReadOnlyList<string> changed)
    {
        if (orders.Count == 0) return null;
        if (facts.Cancelled) return OrderCancelled;
        if (orders.Sum(order => order.Quantity) != facts.FromPlant && (changed.Contains("quantity") || orders.Sum(order => order.Quantity) > facts.FromPlant)) return QuantityChanged;
        if (changed.Contains("priority") && orders.Exists(order => order.Priority > facts.Priority)) return Rush;
        return changed.Contains("requested") && orders.Exists(order => order.DueUtc > facts.RequestedUtc) || orders.Exists(order => order.DueUtc > facts.DueUtc) ? DateChanged : null;
    }

    private static string Words(DemandFacts facts, List<KnownOrder> orders)
    {
        var makes = orders.Sum(order => order.Quantity);
        var parts = new List<string>();
        if (facts.Cancelled) parts.Add($"It is cancelled; its orders make {makes:0.######} {facts.Unit}.");
        else if (makes != facts.FromPlant) parts.Add($"Wanted are {facts.FromPlant:0.######} {facts.Unit} from the plant; its orders make {makes:0.######}.");
        if (!facts.Cancelled && orders.Exists(order => order.DueUtc > facts.RequestedUtc)) parts.Add($"Wanted on {facts.RequestedUtc:yyyy-MM-dd HH:mm} UTC.");
        if (!facts.Cancelled && orders.Exists(order => order.Priority > facts.Priority)) parts.Add($"Priority is {facts.Priority} now.");
        return string.Join(" ", parts);
    }

    /// <summary>What is finished and in process covers what is still wanted: nothing new is started until somebody has decided.</summary>
    private static async Task Contain(CoordinationDb db, Disruption disruption, DemandFacts facts, List<KnownOrder> orders, CommandContext by, CancellationToken stop)
    {
        if (facts.FromPlant >= orders.Sum(order => order.Quantity) || (await Carry.Of(db, disruption.No, stop)).Exists(each => each.Key == Fence && each.DecisionId is null)) return;
        await Carry.Begin(db, disruption, null,
            [PlannedAction.System(Fence, ActionKind.FenceStarts, $"{facts.Line} of {facts.CustomerName} wants less: nothing new is started until it is decided.",
                new FenceBody([.. orders.Select(order => order.WorkOrderNo)], Lift: false))], by, stop);
        disruption.Step(db, DisruptionStep.Contain, by, "Nothing new is started.");
    }

    internal const string Fence = "fence";

    internal static async Task Over(CoordinationDb db, Disruption disruption, string text, CommandContext by, CancellationToken stop)
    {
        (disruption.EndedUtc, disruption.WantsOptions) = (by.NowUtc, false);
        await Carry.Drop(db, disruption.No, by, stop);
        await Carry.LiftFences(db, disruption, by, stop);
        disruption.Step(db, DisruptionStep.Verify, by, text);
        disruption.Step(db, DisruptionStep.Resolve, by, "Nobody had to decide.");
    }
}
