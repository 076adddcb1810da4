namespace Tactus.Scheduling;

/// <summary>Something that happened after a schedule was made.</summary>
public abstract record Change;

/// <summary>A machine cannot be used in a span; what runs on it stands.</summary>
public sealed record MachineDown(string Machine, long From, long Until) : Change;

/// <summary>Units of a pool are not there in a span: a mould in repair.</summary>
public sealed record ToolDown(string Pool, int Units, long From, long Until) : Change;

/// <summary>A person is away in a span.</summary>
public sealed record PersonAbsent(string Person, long From, long Until) : Change;

/// <summary>A new order, with links to other jobs' operations.</summary>
public sealed record OrderAdded(Job Job, IReadOnlyList<Link>? Links = null) : Change;

/// <summary>An order is not wanted any more; what has started is finished.</summary>
public sealed record OrderCancelled(string Job) : Change;

/// <summary>An order has another due time, cost, priority or quantity.</summary>
/// <param name="Job">Id.</param>
/// <param name="Due">New due time; null: as it was.</param>
/// <param name="TardinessCost">New cost; null: as it was.</param>
/// <param name="Priority">New priority; null: as it was.</param>
/// <param name="QuantityFactor">New quantity over old: run times, pieces and material of what has not started are multiplied by it.</param>
public sealed record OrderChanged(string Job, long? Due = null, double? TardinessCost = null, int? Priority = null, double? QuantityFactor = null) : Change;

/// <summary>A receipt comes at another time.</summary>
/// <param name="Material">Id.</param>
/// <param name="From">The time at which it was expected.</param>
/// <param name="Until">The time at which it comes.</param>
public sealed record MaterialLate(string Material, long From, long Until) : Change;

/// <summary>Material on hand is less (a held lot) or, negative, more than thought.</summary>
public sealed record MaterialLost(string Material, decimal Quantity) : Change;

/// <summary>An operation takes longer (or shorter) than planned.</summary>
/// <param name="Operation">Id.</param>
/// <param name="Time">Working time that is still to do if it runs, of the whole run if it has not started (on every machine that could do it).</param>
public sealed record OperationTakes(string Operation, long Time) : Change;
