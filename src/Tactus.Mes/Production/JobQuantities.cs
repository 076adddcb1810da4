using Tactus.Contracts;
using Tactus.Platform;

namespace Tactus.Mes.Production;

/// <summary>The rules of a job's quantities. Started = good + scrapped + rework + in process after each of them.</summary>
internal sealed partial class JobOrder
{
    /// <summary>Started beyond what the plan asks for.</summary>
    internal decimal OverStarted => Math.Max(0, Started - ToStart);

    internal Refusal? Step(JobStep step)
    {
        var next = JobTransitions.After(this, step);
        if (next.Done) State = next.Value;
        return next.Refusal;
    }

    internal Refusal? Begin(decimal quantity, string? machineNo, DateTime atUtc)
    {
        if (Started + quantity > Contracts.Quantity.Largest)
            return Refusal.Field("quantity-invalid", "quantity", "The quantity is larger than any job can be.");
        if (Step(JobStep.Run) is { } refusal) return refusal;
        Started += quantity;
        StartedUtc ??= atUtc;
        MachineNo = machineNo ?? MachineNo;
        return null;
    }

    internal Refusal? Report(decimal good, decimal scrapped, decimal rework)
    {
        if (Step(JobStep.Report) is { } refusal) return refusal;
        if (good + scrapped + rework > InProcess)
            return new Refusal("report-exceeds-wip", $"Only {InProcess:0.######} {Units.Symbol(Unit)} of job {No} is in process, and {good + scrapped + rework:0.######} were reported. Start more first, or correct the figures.");
        Good += good;
        Scrapped += scrapped;
        Rework += rework;
        return null;
    }

    /// <summary>Books the opposite of a report; what was reported is in process again.</summary>
    internal Refusal? Unreport(decimal good, decimal scrapped, decimal rework)
    {
        if (Rework < rework)
            return new Refusal("report-used", $"Of the {rework:0.######} {Units.Symbol(Unit)} sent to rework only {Rework:0.######} are still there; reverse the return from rework first.");
        if (rework < 0 && InProcess < -rework)
            return new Refusal("report-used", $"Only {InProcess:0.######} {Units.Symbol(Unit)} of job {No} is in process; what came back from rework is already reported. Reverse that report first.");
        if (good > Good || scrapped > Scrapped)
            return new Refusal("report-used", $"Only {Good:0.######} {Units.Symbol(Unit)} good are still in job {No}; an engineering change has moved the others to another order.");
        if (State is JobState.Completed or JobState.Cancelled && Step(JobStep.Reopen) is { } refusal) return refusal;
        Good -= good;
        Scrapped -= scrapped;
        Rework -= rework;
        CompletedUtc = null;
        return null;
    }

    /// <summary>Takes pieces that were started by mistake out of process again.</summary>
    internal Refusal? Unstart(decimal quantity)
    {
        if (State is not (JobState.Running or JobState.Paused)) return JobTransitions.After(this, JobStep.Report).Refusal;
        if (quantity > InProcess)
            return new Refusal("start-used", $"Only {InProcess:0.######} {Units.Symbol(Unit)} of job {No} is in process; what is reported can't be unstarted.");
        Started -= quantity;
        return null;
    }

    internal Refusal? Finish(bool moreToCome, string? reason, DateTime atUtc)
    {
        var next = JobTransitions.After(this, JobStep.Complete);
        if (!next.Done) return next.Refusal;
        if (InProcess > 0)
            return new Refusal("in-process-left", $"{InProcess:0.######} {Units.Symbol(Unit)} of job {No} is in process; report it as good, scrap or rework first.");
        if (Rework > 0)
            return new Refusal("rework-left", $"{Rework:0.######} {Units.Symbol(Unit)} of job {No} is in rework; return it and report it first.");
        if (Good < Planned && moreToCome && string.IsNullOrWhiteSpace(reason))
            return new Refusal("completion-short", $"Job {No} has {Good:0.######} of {Planned:0.######} {Units.Symbol(Unit)} good and more can be started. Give a reason to complete it short.");
        State = next.Value;
        CompletedUtc = atUtc;
        BatchId = null;
        return null;
    }
}
