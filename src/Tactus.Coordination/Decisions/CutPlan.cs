using Tactus.Contracts.Messages;
using Tactus.Coordination.Picture;

namespace Tactus.Coordination.Decisions;

/// <summary>How an operation of an order stands.</summary>
/// <param name="Yield">Expected good share, above 0 to 1.</param>
/// <param name="Before">Pieces that the operation before has delivered and that are not started here; 0 at the first.</param>
/// <param name="InProcess">Started here and not reported, what is in rework included.</param>
internal sealed record OperationStanding(int No, decimal Yield, decimal RunSecondsPerUnit, decimal Before, decimal InProcess);

/// <summary>How an order stands on the floor: finished, lost, in process by operation, not started.</summary>
/// <param name="Good">Good at the last operation.</param>
/// <param name="Unstarted">Planned to be started and not started.</param>
/// <param name="ComponentsPerUnit">Material per good unit of the order, in units of the materials, summed; for what is freed.</param>
internal sealed record OrderStanding(
    string WorkOrderNo, decimal Quantity, string Unit, decimal Good, decimal Scrapped, decimal Unstarted, IReadOnlyList<OperationStanding> Operations, IReadOnlyList<MaterialShare> Materials)
{
    /// <summary>Pieces between the first start and the last report.</summary>
    internal decimal InProcess => Operations.Sum(operation => operation.Before + operation.InProcess);

    /// <summary>Of an order in a line (each operation after the one before); a graph counts along its longest way to the end.</summary>
    internal static OrderStanding Of(KnownOrder order, IEnumerable<KnownJob> jobs)
    {
        var known = jobs.ToDictionary(job => job.OperationNo);
        var operations = order.Operations.OrderBy(operation => operation.No).ToList();
        var standing = new List<OperationStanding>();
        foreach (var operation in operations)
        {
            var job = known.GetValueOrDefault(operation.No);
            var delivered = operation.Predecessors.Count == 0 ? 0 : operation.Predecessors.Min(before => known.GetValueOrDefault(before)?.Good ?? 0);
            standing.Add(new OperationStanding(operation.No, operation.YieldPercent / 100, operation.RunSecondsPerUnit, Math.Max(0, delivered - (operation.Predecessors.Count == 0 ? 0 : job?.Started ?? 0)),
                job is null ? 0 : Math.Max(0, job.Started - job.Good - job.Scrapped)));
        }
        var first = known.GetValueOrDefault(operations[0].No);
        var yield = operations.Aggregate(1m, (all, operation) => all * operation.YieldPercent / 100);
        var planned = Math.Max(first?.ToStart ?? 0, first is null ? decimal.Ceiling(order.Quantity / yield) : 0);
        return new OrderStanding(order.WorkOrderNo, order.Quantity, order.Unit, known.GetValueOrDefault(operations[^1].No)?.Good ?? 0, known.Values.Sum(job => job.Scrapped),
            Math.Max(0, planned - (first?.Started ?? 0)), standing,
            [.. order.Materials.GroupBy(material => (material.ItemNo, material.Quantity.Unit)).Select(group => new MaterialShare(group.Key.ItemNo, group.Sum(each => each.PerUnit), group.Key.Unit))]);
    }
}

/// <summary>What one good unit of an order takes of a material.</summary>
internal sealed record MaterialShare(string ItemNo, decimal PerUnit, string Unit);

/// <summary>
/// What an order has to do for a wanted quantity, reckoned from where its pieces are: those furthest on finish first, because most of the work is in
/// them and least can still go wrong; what is in process beyond that is surplus.
/// </summary>
/// <param name="Needed">Good units still wanted.</param>
/// <param name="Continue">Pieces in process that have to go on so that they come out good.</param>
/// <param name="SurplusInProcess">Pieces in process that nobody wants.</param>
/// <param name="NewStarts">Pieces still to be started.</param>
/// <param name="SurplusGood">Finished beyond what is wanted.</param>
/// <param name="ExpectedOfSurplus">Good units that the surplus in process would become.</param>
/// <param name="SurplusHours">Machine hours that finishing the surplus would take.</param>
/// <param name="SpentHours">Machine hours that are in the surplus already.</param>
internal sealed record CutPlan(
    decimal Wanted, decimal Needed, decimal Continue, decimal SurplusInProcess, decimal NewStarts, decimal SurplusGood, decimal ExpectedOfSurplus, decimal SurplusHours, decimal SpentHours)
{
    internal static CutPlan For(OrderStanding order, decimal wanted)
    {
        var needed = Math.Max(0, wanted - order.Good);
        var left = needed;
        decimal goOn = 0, surplus = 0, expected = 0, toRun = 0, spent = 0;
        for (var at = order.Operations.Count - 1; at >= 0; at--)
        {
            var rest = order.Operations.Skip(at).Aggregate(1m, (all, operation) => all * operation.Yield);
            var here = order.Operations[at].Before + order.Operations[at].InProcess;
            // Pieces are whole: what is needed of them is rounded up.
            var take = Math.Min(here, decimal.Ceiling(Math.Round(left / rest, 9)));
            goOn += take;
            left = Math.Max(0, left - (take * rest));
            var over = here - take;
            surplus += over;
            expected += over * rest;
            toRun += over * order.Operations.Skip(at).Sum(operation => operation.RunSecondsPerUnit) / 3_600;
            spent += over * order.Operations.Take(at).Sum(operation => operation.RunSecondsPerUnit) / 3_600;
        }
        var all = order.Operations.Aggregate(1m, (product, operation) => product * operation.Yield);
        var starts = left > 0 ? decimal.Ceiling(Math.Round(left / all, 9)) : 0;
        return new CutPlan(wanted, needed, goOn, surplus, starts, Math.Max(0, order.Good - wanted), decimal.Floor(expected), Math.Round(toRun, 2), Math.Round(spent, 2));
    }
}
