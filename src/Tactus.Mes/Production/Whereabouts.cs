namespace Tactus.Mes.Production;

/// <summary>Pieces at one operation of a chain.</summary>
/// <param name="InProcess">Started there and not reported.</param>
/// <param name="Rework">In rework of it.</param>
/// <param name="Waiting">Good there and not started at the next one.</param>
/// <param name="Touched">They have started an operation that a change touches.</param>
internal sealed record Position(JobOrder Job, decimal InProcess, decimal Rework, decimal Waiting, bool Touched)
{
    internal decimal Pieces => InProcess + Rework + Waiting;
}

/// <summary>
/// Where the pieces of an order are. Begun pieces are done, in process or scrapped; the others are unstarted. Only in a chain, where each
/// operation follows one other, is it known which piece has been through which operation.
/// </summary>
internal sealed record Whereabouts(bool IsChain, decimal Done, decimal InProcess, decimal Unstarted, decimal Scrapped, IReadOnlyList<Position> Positions)
{
    /// <param name="order">Its quantity is what is wanted good.</param>
    /// <param name="jobs">All of the order.</param>
    /// <param name="touched">Operations that the change touches.</param>
    internal static Whereabouts Of(ProductionOrder order, IReadOnlyCollection<JobOrder> jobs, IReadOnlyCollection<int> touched)
    {
        var done = jobs.Where(job => job.Last).Min(job => job.Good);
        var scrapped = jobs.Sum(job => job.Scrapped);
        var ordered = OrderPlan.Ordered(jobs, job => job.OperationNo, job => job.Predecessors)!;
        var chain = ordered.Count(job => job.Predecessors.Count == 0) == 1 && ordered.TrueForAll(job => job.Predecessors.Count < 2)
            && ordered.SelectMany(job => job.Predecessors).GroupBy(no => no).All(same => same.Count() == 1);
        var positions = new List<Position>();
        var behind = false;
        foreach (var job in ordered)
        {
            behind |= touched.Contains(job.OperationNo);
            var next = ordered.Where(each => each.Predecessors.Contains(job.OperationNo)).ToList();
            var waiting = next.Count == 0 ? 0 : Math.Max(0, job.Good - next.Max(each => each.Started));
            if (job.InProcess + job.Rework + waiting > 0) positions.Add(new Position(job, job.InProcess, job.Rework, waiting, behind || !chain));
        }
        var begun = ordered.Where(job => job.Predecessors.Count == 0).Max(job => job.Started);
        var inProcess = chain ? positions.Sum(each => each.Pieces) : Math.Max(0, begun - done - scrapped);
        return new Whereabouts(chain, done, inProcess, Math.Max(0, order.Quantity - done - inProcess), scrapped, positions);
    }
}
