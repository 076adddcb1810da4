using Tactus.Platform.Http;

namespace Tactus.Mes.Production;

/// <summary>A job as lists and answers show it. All quantities in <see cref="Unit"/>; started = good + scrapped + rework + in process.</summary>
internal sealed record JobRow : IVersionedView
{
    public required string No { get; init; }
    public required string OrderNo { get; init; }
    public int OperationNo { get; init; }
    public required string Description { get; init; }
    public required string ItemNo { get; init; }
    public required string Revision { get; init; }
    public required string WorkCentreNo { get; init; }
    public string? MachineNo { get; init; }
    public JobState State { get; init; }
    public required string Unit { get; init; }
    /// <summary>Wanted good here.</summary>
    public decimal Planned { get; init; }
    /// <summary>To be started for that at the expected yield; started beyond it is overproduction.</summary>
    public decimal ToStart { get; init; }
    public decimal Started { get; init; }
    public decimal Good { get; init; }
    public decimal Scrapped { get; init; }
    public decimal Rework { get; init; }
    public decimal InProcess { get; init; }
    /// <summary>Place in the dispatch list.</summary>
    public int? Rank { get; init; }
    public Guid? BatchId { get; init; }
    public string? ToolNo { get; init; }
    public DateTime? StartedUtc { get; init; }
    public DateTime? CompletedUtc { get; init; }
    public int Priority { get; init; }
    public DateTime DueUtc { get; init; }
    public string? CustomerName { get; init; }
    public OrderState OrderState { get; init; }
    public long Version { get; init; }

    /// <summary>As the answer of a command, with the version after its save.</summary>
    internal static JobRow After(MesDb db, JobOrder job, ProductionOrder order) => Of(job, order) with { Version = db.VersionAfterSave(job) };

    internal static JobRow Of(JobOrder job, ProductionOrder order) => new()
    {
        No = job.No, OrderNo = job.OrderNo, OperationNo = job.OperationNo, Description = job.Description, ItemNo = job.ItemNo, Revision = job.Revision,
        WorkCentreNo = job.WorkCentreNo, MachineNo = job.MachineNo, State = job.State, Unit = job.Unit, Planned = job.Planned, ToStart = job.ToStart,
        Started = job.Started, Good = job.Good, Scrapped = job.Scrapped, Rework = job.Rework, InProcess = job.InProcess, Rank = job.Rank,
        BatchId = job.BatchId, ToolNo = job.ToolNo, StartedUtc = job.StartedUtc, CompletedUtc = job.CompletedUtc, Priority = order.Priority,
        DueUtc = order.DueUtc, CustomerName = order.CustomerName, OrderState = order.State, Version = job.Version,
    };

    internal static IQueryable<JobRow> Rows(MesDb db) =>
        from job in db.Jobs
        join order in db.Orders on job.OrderNo equals order.No
        select new JobRow
        {
            No = job.No, OrderNo = job.OrderNo, OperationNo = job.OperationNo, Description = job.Description, ItemNo = job.ItemNo, Revision = job.Revision,
            WorkCentreNo = job.WorkCentreNo, MachineNo = job.MachineNo, State = job.State, Unit = job.Unit, Planned = job.Planned, ToStart = job.ToStart,
            Started = job.Started, Good = job.Good, Scrapped = job.Scrapped, Rework = job.Rework, InProcess = job.InProcess, Rank = job.Rank,
            BatchId = job.BatchId, ToolNo = job.ToolNo, StartedUtc = job.StartedUtc, CompletedUtc = job.CompletedUtc, Priority = order.Priority,
            DueUtc = order.DueUtc, CustomerName = order.CustomerName, OrderState = order.State, Version = job.Version,
        };
}
