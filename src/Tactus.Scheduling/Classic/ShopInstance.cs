namespace Tactus.Scheduling.Classic;

/// <summary>A job shop with alternative machines, as the literature has it: jobs are chains of operations, each done without interruption
/// on one of its machines, a machine does one operation at a time. A job may come to a machine more than once (reentrant).
/// With one machine an operation it is the classical job shop, with one machine in all the single-machine problem.</summary>
/// <param name="Name">For people.</param>
/// <param name="Machines">Number of machines; they are counted from 0.</param>
/// <param name="Jobs">The jobs, in the file's order.</param>
public sealed record ShopInstance(string Name, int Machines, IReadOnlyList<ShopJob> Jobs)
{
    /// <summary>Operations of all jobs.</summary>
    public int OperationCount => Jobs.Sum(job => job.Operations.Count);
}

/// <summary>A job of a <see cref="ShopInstance"/>.</summary>
/// <param name="Operations">In the order in which they are done.</param>
/// <param name="Release">No operation starts earlier.</param>
/// <param name="Due">Wanted end; null: none.</param>
/// <param name="Weight">Cost of one time unit of tardiness.</param>
public sealed record ShopJob(IReadOnlyList<ShopOperation> Operations, int Release = 0, int? Due = null, int Weight = 1);

/// <summary>An operation with the machines that can do it.</summary>
/// <param name="Modes">At least one.</param>
public sealed record ShopOperation(IReadOnlyList<ShopMode> Modes);

/// <summary>One way to do an operation.</summary>
/// <param name="Machine">Counted from 0.</param>
/// <param name="Duration">Time units, 0 or more.</param>
public readonly record struct ShopMode(int Machine, int Duration);

/// <summary>A permutation flow shop with sequence-dependent setups: every job passes the machines 0, 1, ... and every machine does the jobs
/// in the same order. A setup may begin as soon as the machine is free, also before the job arrives (anticipatory).</summary>
/// <param name="Name">For people.</param>
/// <param name="Times">[job, machine], time units.</param>
/// <param name="Setups">[machine, job before, job], time units; the first job of a machine needs none.</param>
public sealed record FlowShopInstance(string Name, int[,] Times, int[,,] Setups)
{
    /// <summary>Number of jobs.</summary>
    public int Jobs => Times.GetLength(0);

    /// <summary>Number of machines.</summary>
    public int Machines => Times.GetLength(1);
}

/// <summary>What is minimised.</summary>
public enum ShopObjective
{
    /// <summary>The end of the last operation.</summary>
    Makespan,

    /// <summary>The sum over jobs of weight × time after the due time.</summary>
    WeightedTardiness,
}

/// <summary>Where and when an operation runs; everything is counted from 0 in the order of the instance.</summary>
public readonly record struct ScheduledOperation(int Job, int Operation, int Machine, int Start, int End);

/// <summary>The best schedule that a search found, with what it proved.</summary>
/// <param name="Objective">Its value.</param>
/// <param name="LowerBound">No schedule can be below.</param>
/// <param name="Elapsed">Wall time used.</param>
/// <param name="Iterations">Moves made, summed over threads.</param>
/// <param name="Operations">Every operation once, by job and operation.</param>
public sealed record ShopResult(long Objective, long LowerBound, TimeSpan Elapsed, long Iterations, IReadOnlyList<ScheduledOperation> Operations)
{
    /// <summary>Nothing better exists.</summary>
    public bool Optimal => Objective <= LowerBound;
}
