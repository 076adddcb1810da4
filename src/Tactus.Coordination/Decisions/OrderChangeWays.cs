using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Coordination.Carrying;
using Tactus.Coordination.Exceptions;
using Tactus.Coordination.Picture;
using Tactus.Coordination.Sequencing;
using Tactus.Platform;

namespace Tactus.Coordination.Decisions;

/// <summary>
/// Ways out of a changed customer's line. Less wanted: cut and stop what is in process beyond it, cut and finish it to stock, or make all. More
/// wanted: raise the order or leave it. Another date or priority: see <see cref="DateWays"/>.
/// </summary>
internal sealed class OrderChangeWays : IWaysOf
{
    /// <summary>What they depend on: the wish and where the pieces of its orders are.</summary>
    internal sealed record OrderChangeKnown(DemandFacts Demand, IReadOnlyList<OrderStanding> Orders, Guid? ScheduleId);

    public IReadOnlyList<string> Kinds => [DetectOrderChange.QuantityChanged, DetectOrderChange.OrderCancelled, DetectOrderChange.DateChanged, DetectOrderChange.Rush];

    public async Task<object> Known(CoordinationDb db, Disruption disruption, CancellationToken stop)
    {
        var facts = disruption.Knows<DemandFacts>();
        var orders = await DetectOrderChange.Orders(db, facts, stop);
        var numbers = orders.ConvertAll(order => order.WorkOrderNo);
        var jobs = (await db.Jobs.Where(job => numbers.Contains(job.WorkOrderNo)).ToListAsync(stop)).ToLookup(job => job.WorkOrderNo);
        var moves = disruption.Kind is DetectOrderChange.DateChanged or DetectOrderChange.Rush;
        return new OrderChangeKnown(facts, [.. orders.Select(order => OrderStanding.Of(order, jobs[order.WorkOrderNo]))], moves ? await ScheduleVersion.InForceId(db, stop) : null);
    }

    public Task<Reckoning> Reckon(CoordinationDb db, Disruption disruption, object known, DateTime nowUtc, CancellationToken stop)
    {
        var now = (OrderChangeKnown)known;
        if (disruption.Kind is DetectOrderChange.DateChanged or DetectOrderChange.Rush) return DateWays.Reckon(db, disruption, now, nowUtc, stop);
        if (now.Orders.Count == 0) return Task.FromResult(Reckoning.Blocked("orders-none", "No order in the plant makes this line any more."));
        var makes = now.Orders.Sum(order => order.Quantity);
        return Task.FromResult(now.Demand.FromPlant < makes ? Less(disruption, now, nowUtc) : More(disruption, now, makes, nowUtc));
    }

    /// <summary>Which order makes how much of what is wanted: those furthest on first.</summary>
    internal static IReadOnlyList<(OrderStanding Order, CutPlan Plan)> Shares(OrderChangeKnown now)
    {
        var left = now.Demand.Cancelled ? 0 : now.Demand.FromPlant;
        var shares = new List<(OrderStanding, CutPlan)>();
        foreach (var order in now.Orders.OrderByDescending(order => order.Good / order.Quantity).ThenByDescending(order => order.InProcess / order.Quantity).ThenBy(order => order.WorkOrderNo, StringComparer.Ordinal))
        {
            var share = Math.Min(left, order.Quantity);
            left -= share;
            shares.Add((order, CutPlan.For(order, share)));
        }
        return shares;
    }

    private static Reckoning Less(Disruption disruption, OrderChangeKnown now, DateTime nowUtc)
    {
        var shares = Shares(now);
        var (demand, line) = (now.Demand, now.Demand.Line);
        decimal Sum(Func<CutPlan, decimal> of) => shares.Sum(share => of(share.Plan));
        var (surplus, freed) = (Sum(plan => plan.SurplusInProcess), shares.Sum(share => share.Order.Unstarted - share.Plan.NewStarts));
        var runHours = shares.Sum(share => (share.Order.Unstarted - share.Plan.NewStarts) * share.Order.Operations.Sum(operation => operation.RunSecondsPerUnit) / 3_600);
        List<Figure> facts =
        [
            new("goodWanted", Sum(plan => plan.Needed), demand.Unit), new("continueInProcess", Sum(plan => plan.Continue), demand.Unit), new("newStarts", Sum(plan => plan.NewStarts), demand.Unit),
            new("surplusInProcess", surplus, demand.Unit), new("surplusGood", Sum(plan => plan.SurplusGood), demand.Unit),
            .. shares.SelectMany(share => share.Order.Materials.Select(material => (material, Freed: (share.Order.Unstarted - share.Plan.NewStarts) * material.PerUnit)))
                .GroupBy(each => (each.material.ItemNo, each.material.Unit)).Select(group => new Figure("materialFreed", group.Sum(each => each.Freed), group.Key.Unit, group.Key.ItemNo)),
        ];
        var ways = new List<(decimal Hours, WayOut Way)>();
        if (surplus > 0)
        {
            ways.Add((Sum(plan => plan.SpentHours), Make("cutAndStop", [.. facts, new("toStock", Sum(plan => plan.SurplusGood), demand.Unit), new("hoursLost", Sum(plan => plan.SpentHours), "h")],
                Actions(shares, now, plan => plan.Wanted, stopped: true))));
            ways.Add((Sum(plan => plan.SurplusHours), Make("cutAndFinish",
                [.. facts, new("toStock", Sum(plan => plan.SurplusGood + plan.ExpectedOfSurplus), demand.Unit), new("hoursLost", Sum(plan => plan.SurplusHours), "h")],
                Actions(shares, now, plan => plan.Wanted + plan.ExpectedOfSurplus, stopped: false))));
        }
        else
            ways.Add((0, Make("cut", [.. facts, new("toStock", Sum(plan => plan.SurplusGood), demand.Unit), new("hoursLost", 0, "h")], Actions(shares, now, plan => plan.Wanted, stopped: false))));
        var allHours = runHours + Sum(plan => plan.SurplusHours);
        ways.Add((allHours, Make("doNothing", [.. facts, new("toStock", now.Orders.Sum(order => order.Quantity) - demand.FromPlant, demand.Unit), new("hoursLost", Math.Round(allHours, 2), "h")],
            [.. now.Orders.Select(order => PlannedAction.System($"leave {order.WorkOrderNo}", ActionKind.ChangeWorkOrder, $"{order.WorkOrderNo} stays as it is; what is too much goes to stock.",
                new OrderChangeBody(order.WorkOrderNo)))])));
        var ranked = ways.OrderBy(each => each.Hours).Select((each, at) => each.Way.Ranked(at + 1)).ToList();
        return new Reckoning(ranked, $"{Sum(plan => plan.Needed):0.######} more good are needed; {surplus:0.######} in process and {freed:0.######} not started are too much.",
            $"{ranked.Count} ways out.");

        WayOut Make(string kind, List<Figure> figures, List<PlannedAction> actions) =>
            new() { Id = Guid.CreateVersion7(), DisruptionNo = disruption.No, Kind = kind, FoundUtc = nowUtc, Figures = figures, Actions = actions };
    }

    /// <summary>Planning, warehouse and sales answer first; then the books change once per order, and only then anything is taken away.</summary>
    private static List<PlannedAction> Actions(IReadOnlyList<(OrderStanding Order, CutPlan Plan)> shares, OrderChangeKnown now, Func<CutPlan, decimal> quantity, bool stopped)
    {
        var demand = now.Demand;
        var cuts = shares.Select(share => (share.Order, share.Plan, To: Math.Max(quantity(share.Plan), share.Order.Good))).Where(cut => cut.To != cut.Order.Quantity).ToList();
        var freed = string.Join(", ", cuts.SelectMany(cut => cut.Order.Materials.Select(material => (material, Freed: (cut.Order.Unstarted - cut.Plan.NewStarts) * material.PerUnit)))
            .Where(each => each.Freed > 0).GroupBy(each => (each.material.ItemNo, each.material.Unit)).Select(group => $"{group.Sum(each => each.Freed):0.######} {Symbol(group.Key.Unit)} {group.Key.ItemNo}"));
        List<PlannedAction> actions =
        [
            PlannedAction.Ask("planning", Functions.Planning, $"{string.Join(", ", cuts.Select(cut => $"{cut.Order.WorkOrderNo} from {cut.Order.Quantity:0.######} to {cut.To:0.######}"))}: "
                + $"{cuts.Sum(cut => cut.Plan.Continue):0.######} in process go on, {cuts.Sum(cut => cut.Plan.NewStarts):0.######} new starts. Agreed?"),
            PlannedAction.Ask("warehouse", Functions.Warehouse, freed.Length == 0 ? "No reserved material is freed. Agreed?" : $"Reserved material is freed: {freed}. Can it go back?"),
            PlannedAction.Ask("sales", Functions.Sales, demand.Cancelled ? $"{demand.Line} of {demand.CustomerName} is cancelled. Does it stay so?"
                : $"{demand.Line} of {demand.CustomerName} is {demand.Wanted:0.######} {Symbol(demand.Unit)} now. Is it confirmed to the customer?"),
        ];
        foreach (var (order, _, to) in cuts)
            actions.Add(PlannedAction.System($"change {order.WorkOrderNo}", ActionKind.ChangeWorkOrder,
                to == 0 ? $"{order.WorkOrderNo} is cancelled." : $"{order.WorkOrderNo} becomes {to:0.######} {Symbol(order.Unit)}.",
                to == 0 ? new OrderChangeBody(order.WorkOrderNo, Cancel: true) : new OrderChangeBody(order.WorkOrderNo, new Quantity(to, order.Unit)), "planning", "warehouse", "sales"));
        string[] changed = [.. cuts.Select(cut => $"change {cut.Order.WorkOrderNo}")];
        if (stopped && shares.Sum(share => share.Plan.SurplusInProcess) is > 0 and var surplus)
            actions.Add(PlannedAction.Do("stop surplus", Functions.Production, $"Take {surplus:0.######} {Symbol(demand.Unit)} out of process: {string.Join(", ", shares.Where(share => share.Plan.SurplusInProcess > 0).Select(share => $"{share.Plan.SurplusInProcess:0.######} of {share.Order.WorkOrderNo}"))}.", changed));
        if (shares.Sum(share => share.Plan.SurplusGood) is > 0 and var good)
            actions.Add(PlannedAction.Do("surplus good", Functions.Quality, $"{good:0.######} {Symbol(demand.Unit)} are finished beyond what is wanted: say what becomes of them (stock, another customer, scrap).", changed));
        if (freed.Length > 0) actions.Add(PlannedAction.Do("purchasing", Functions.Purchasing, $"{freed} are free again: look whether open purchases can be cut.", changed));
        return actions;
    }

    private static Reckoning More(Disruption disruption, OrderChangeKnown now, decimal makes, DateTime nowUtc)
    {
        var demand = now.Demand;
        var more = demand.FromPlant - makes;
        // The order that has most before it takes it: its setup is still to be done or lasts longest.
        var taker = now.Orders.OrderBy(order => order.Good / order.Quantity).ThenBy(order => order.WorkOrderNo, StringComparer.Ordinal).First();
        var to = taker.Quantity + more;
        List<Figure> facts = [new("goodWanted", more, demand.Unit), .. taker.Materials.Select(material => new Figure("materialNeeded", material.PerUnit * more, material.Unit, material.ItemNo))];
        List<PlannedAction> raise =
        [
            PlannedAction.Ask("planning", Functions.Planning, $"{taker.WorkOrderNo} from {taker.Quantity:0.######} to {to:0.######}. Agreed?"),
            PlannedAction.Ask("purchasing", Functions.Purchasing,
                $"{string.Join(", ", taker.Materials.Select(material => $"{material.PerUnit * more:0.######} {Symbol(material.Unit)} {material.ItemNo}"))} more {(taker.Materials.Count == 1 ? "is" : "are")} needed. Can it be there?"),
            PlannedAction.Ask("sales", Functions.Sales, $"{demand.Line} of {demand.CustomerName} is {demand.Wanted:0.######} {Symbol(demand.Unit)} now. Is it confirmed to the customer?"),
            PlannedAction.System($"change {taker.WorkOrderNo}", ActionKind.ChangeWorkOrder, $"{taker.WorkOrderNo} becomes {to:0.######} {Symbol(taker.Unit)}.",
                new OrderChangeBody(taker.WorkOrderNo, new Quantity(to, taker.Unit)), "planning", "purchasing", "sales"),
        ];
        List<WayOut> ways =
        [
            new() { Id = Guid.CreateVersion7(), DisruptionNo = disruption.No, Rank = 1, Kind = "raise", FoundUtc = nowUtc, Figures = facts, Actions = raise },
            new()
            {
                Id = Guid.CreateVersion7(), DisruptionNo = disruption.No, Rank = 2, Kind = "newOrder", FoundUtc = nowUtc, Figures = facts,
                Actions = [PlannedAction.Do("plan", Functions.Planning, $"Plan a work order for {more:0.######} {Symbol(demand.Unit)} {demand.ItemNo} for {demand.Line}."), Left(taker.WorkOrderNo, "plan")],
            },
            new()
            {
                Id = Guid.CreateVersion7(), DisruptionNo = disruption.No, Rank = 3, Kind = "doNothing", FoundUtc = nowUtc, Figures = facts,
                Actions = [PlannedAction.Do("tell", Functions.Sales, $"Tell {demand.CustomerName} that {makes:0.######} {Symbol(demand.Unit)} will be delivered on {demand.Line}."), Left(taker.WorkOrderNo, "tell")],
            },
        ];
        return new Reckoning(ways, $"{more:0.######} more are wanted than the plant makes.", $"{ways.Count} ways out.");
    }

    private static PlannedAction Left(string workOrderNo, string after) =>
        PlannedAction.System($"leave {workOrderNo}", ActionKind.ChangeWorkOrder, $"{workOrderNo} stays as it is.", new OrderChangeBody(workOrderNo), after);

    internal static string Symbol(string unit) => Units.Symbol(unit);
}

/// <summary>The functions of a plant that are asked, as tasks name them.</summary>
internal static class Functions
{
    internal const string Sales = "sales", Planning = "planning", Purchasing = "purchasing", Production = "production", Quality = "quality", Maintenance = "maintenance", Warehouse = "warehouse";
}
