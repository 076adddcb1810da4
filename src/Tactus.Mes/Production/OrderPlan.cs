using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Platform;

namespace Tactus.Mes.Production;

/// <summary>The order's operations as a graph, and how much each must start and deliver.</summary>
internal static class OrderPlan
{
    /// <summary>Why a released method can't be run, or null when it can.</summary>
    internal static Refusal? Fault(OperationsScheduleReleased released)
    {
        if (released.Quantity.Fault() is { } fault || released.Quantity.Value <= 0)
            return new Refusal("quantity-invalid", $"Order {released.WorkOrderNo} asks for {released.Quantity}; the quantity must be above zero in a known unit.");
        if (released.Operations.Count == 0) return new Refusal("routing-empty", $"Order {released.WorkOrderNo} has no operations.");
        var numbers = new HashSet<int>();
        foreach (var operation in released.Operations)
            if (!numbers.Add(operation.No)) return new Refusal("operation-doubled", $"Order {released.WorkOrderNo} has operation {operation.No} twice.");
        foreach (var operation in released.Operations)
        {
            if (operation.Predecessors.FirstOrDefault(no => !numbers.Contains(no)) is var missing and not 0)
                return new Refusal("predecessor-unknown", $"Operation {operation.No} of {released.WorkOrderNo} follows operation {missing}, which the order does not have.");
            if (operation.YieldPercent is <= 0 or > 100)
                return new Refusal("yield-invalid", $"Operation {operation.No} of {released.WorkOrderNo} has a yield of {operation.YieldPercent:0.##} %; it must be above 0 and at most 100.");
        }
        foreach (var material in released.Materials)
            if (!numbers.Contains(material.OperationNo))
                return new Refusal("material-operation-unknown", $"{material.ItemNo} of {released.WorkOrderNo} is used at operation {material.OperationNo}, which the order does not have.");
        return Ordered(released.Operations, operation => operation.No, operation => operation.Predecessors) is null
            ? new Refusal("routing-cycle", $"The operations of {released.WorkOrderNo} follow each other in a circle.")
            : null;
    }

    /// <summary>Sets what each job must start and deliver so that the order's quantity comes out good, from the end of the graph backward.</summary>
    internal static void Apply(ProductionOrder order, IReadOnlyCollection<JobOrder> jobs)
    {
        foreach (var job in Ordered(jobs, job => job.OperationNo, job => job.Predecessors)!.AsEnumerable().Reverse())
        {
            var after = jobs.Where(each => each.Predecessors.Contains(job.OperationNo)).ToList();
            job.Planned = after.Count == 0 ? order.Quantity : after.Max(each => each.ToStart);
            job.ToStart = Math.Min(Quantity.Largest, RoundUp(job.Planned * 100 / job.YieldPercent, job.Unit));
        }
    }

    /// <summary>Predecessors first; null when there is a circle.</summary>
    internal static List<T>? Ordered<T>(IReadOnlyCollection<T> operations, Func<T, int> no, Func<T, IReadOnlyList<int>> predecessors)
    {
        var left = operations.OrderBy(no).ToList();
        var placed = new HashSet<int>();
        var ordered = new List<T>();
        while (left.Count > 0)
        {
            var next = left.FindIndex(each => predecessors(each).All(placed.Contains));
            if (next < 0) return null;
            placed.Add(no(left[next]));
            ordered.Add(left[next]);
            left.RemoveAt(next);
        }
        return ordered;
    }

    internal static decimal RoundUp(decimal value, string unit) => Units.Find(unit) is { Whole: true }
        ? decimal.Ceiling(value)
        : decimal.Ceiling(value * 1_000_000m) / 1_000_000m;
}
