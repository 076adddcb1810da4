using Tactus.Platform;

namespace Tactus.Erp.MasterData;

/// <summary>The operations of a routing as a graph: every predecessor exists, nothing waits for itself, and all ways end in one operation.</summary>
internal static class OperationGraph
{
    internal static Refusal? Fault(IReadOnlyList<RoutingOperation> operations)
    {
        if (operations.GroupBy(operation => operation.No).FirstOrDefault(group => group.Count() > 1) is { } doubled)
            return Refusal.Field("operation-twice", "operations", $"Two operations have the number {doubled.Key}.");
        var byNo = operations.ToDictionary(operation => operation.No);
        foreach (var operation in operations)
            if (operation.Predecessors.FirstOrDefault(no => !byNo.ContainsKey(no)) is var unknown and not 0)
                return Refusal.Field("predecessor-unknown", "operations", $"Operation {operation.No} comes after {unknown}, which this routing does not have.");
        if (Circle(byNo) is { } way)
            return new Refusal("routing-cycle", $"Operation {way[0]} would wait for itself: {string.Join(" > ", way)}.", Details: new { path = way });
        var ends = operations.Select(operation => operation.No).Except(operations.SelectMany(operation => operation.Predecessors)).ToList();
        // What leaves the last operation enters stock; with two last ones the same goods would enter it twice.
        if (ends.Count > 1)
            return new Refusal("routing-several-ends", $"Nothing follows the operations {string.Join(", ", ends)}; a routing ends in one operation. Let one of them come after the others.");
        return operations.Count(operation => operation.SerialsHere) > 1
            ? new Refusal("serials-twice", "Serial numbers can be assigned at one operation only.")
            : null;
    }

    /// <summary>A way from an operation round to itself in the order of work, or null. Without recursion: a chain may be long.</summary>
    private static List<int>? Circle(Dictionary<int, RoutingOperation> byNo)
    {
        var left = byNo.Values.ToDictionary(operation => operation.No, operation => operation.Predecessors.Count);
        var followers = byNo.Values.SelectMany(operation => operation.Predecessors.Select(no => (Before: no, After: operation.No))).ToLookup(edge => edge.Before, edge => edge.After);
        var ready = new Queue<int>(left.Where(each => each.Value == 0).Select(each => each.Key));
        while (ready.TryDequeue(out var no))
        {
            left.Remove(no);
            foreach (var after in followers[no])
                if (--left[after] == 0) ready.Enqueue(after);
        }
        if (left.Count == 0) return null;
        // Every operation that is left has a predecessor that is left: walking back must meet itself.
        var way = new List<int> { left.Keys.Min() };
        while (true)
        {
            var before = byNo[way[^1]].Predecessors.First(left.ContainsKey);
            var met = way.IndexOf(before);
            way.Add(before);
            if (met < 0) continue;
            way.RemoveRange(0, met);
            way.Reverse();
            return way;
        }
    }
}
