using Tactus.Platform;

namespace Tactus.Mes.Production;

/// <summary>What can be done with a job.</summary>
internal enum JobStep { SetUp, Run, Pause, Report, Complete, Cancel, Reopen }

/// <summary>The states of a job and every way from one to another. What is not in the table is refused, never ignored.</summary>
internal static class JobTransitions
{
    private static readonly Dictionary<(JobState From, JobStep Step), JobState> Table = new()
    {
        [(JobState.Waiting, JobStep.SetUp)] = JobState.Setup,
        [(JobState.Waiting, JobStep.Run)] = JobState.Running,
        [(JobState.Waiting, JobStep.Cancel)] = JobState.Cancelled,
        [(JobState.Setup, JobStep.Run)] = JobState.Running,
        [(JobState.Setup, JobStep.Pause)] = JobState.Paused,
        [(JobState.Setup, JobStep.Cancel)] = JobState.Cancelled,
        [(JobState.Running, JobStep.Run)] = JobState.Running,
        [(JobState.Running, JobStep.Pause)] = JobState.Paused,
        [(JobState.Running, JobStep.Report)] = JobState.Running,
        [(JobState.Running, JobStep.Complete)] = JobState.Completed,
        [(JobState.Running, JobStep.Cancel)] = JobState.Cancelled,
        [(JobState.Paused, JobStep.SetUp)] = JobState.Setup,
        [(JobState.Paused, JobStep.Run)] = JobState.Running,
        [(JobState.Paused, JobStep.Report)] = JobState.Paused,
        [(JobState.Paused, JobStep.Complete)] = JobState.Completed,
        [(JobState.Paused, JobStep.Cancel)] = JobState.Cancelled,
        [(JobState.Completed, JobStep.Reopen)] = JobState.Paused,
        [(JobState.Cancelled, JobStep.Reopen)] = JobState.Paused,
    };

    /// <summary>Every allowed step.</summary>
    internal static IReadOnlyDictionary<(JobState From, JobStep Step), JobState> All => Table;

    /// <summary>The state after a step, or the refusal that says what to do instead.</summary>
    internal static Outcome<JobState> After(JobOrder job, JobStep step) =>
        Table.TryGetValue((job.State, step), out var next) ? next : new Refusal(Code(step), Sentence(job, step));

    private static string Code(JobStep step) => step switch
    {
        JobStep.SetUp or JobStep.Run => "job-not-startable",
        JobStep.Complete => "job-not-completable",
        JobStep.Cancel => "job-not-cancellable",
        JobStep.Reopen => "job-not-complete",
        _ => "job-not-running",
    };

    private static string Sentence(JobOrder job, JobStep step) => (job.State, step) switch
    {
        (JobState.Cancelled, _) => $"Job {job.No} is cancelled.",
        (JobState.Completed, JobStep.Report) => $"Job {job.No} is complete; reverse the wrong report or ask a lead to reverse it, then report again.",
        (JobState.Completed, _) => $"Job {job.No} is already complete.",
        (JobState.Waiting, _) => $"Job {job.No} has not been started; start it first.",
        (JobState.Setup, JobStep.SetUp) => $"Job {job.No} is already being set up.",
        (JobState.Setup, _) => $"Job {job.No} is still being set up; start running it first.",
        (JobState.Running, JobStep.SetUp) => $"Job {job.No} is already running; pause it before it is set up again.",
        (JobState.Paused, JobStep.Pause) => $"Job {job.No} is already paused.",
        _ => $"Job {job.No} is {Words.Of(job.State)}.",
    };
}

/// <summary>States in a sentence.</summary>
internal static class Words
{
    internal static string Of(JobState state) => state switch
    {
        JobState.Waiting => "waiting",
        JobState.Setup => "being set up",
        JobState.Running => "running",
        JobState.Paused => "paused",
        JobState.Completed => "complete",
        _ => "cancelled",
    };
}
