using Microsoft.EntityFrameworkCore;
using Tactus.Coordination.Carrying;
using Tactus.Coordination.Exceptions;
using Tactus.Coordination.Sequencing;
using Tactus.Platform;

namespace Tactus.Coordination.Decisions;

/// <summary>A way out of an exception: what is done, and what that leads to. It holds as long as what it was reckoned on does.</summary>
[NotAudited]
internal sealed class WayOut
{
    public Guid Id { get; init; }
    public required string DisruptionNo { get; init; }
    /// <summary>1 is best by the objective.</summary>
    public int Rank { get; set; }
    /// <summary>doNothing, rightShift, resequence, keepPlan or bestDelivery for schedules; other kinds of exceptions have words of their own.</summary>
    public required string Kind { get; init; }
    /// <summary>The schedule that it was reckoned on; null: it moves nothing.</summary>
    public Guid? BaseScheduleId { get; init; }
    /// <summary>What it was reckoned on, as JSON, and its SHA-256; see <see cref="Snapshot"/>.</summary>
    public string Known { get; set; } = "";
    public string KnownHash { get; set; } = "";
    /// <summary>Why it can be seen and not be chosen; null: it can.</summary>
    public string? Barred { get; init; }
    public DateTime FoundUtc { get; init; }
    /// <summary>Something newer has taken its place, or what it was reckoned on has moved.</summary>
    public DateTime? SupersededUtc { get; set; }
    /// <summary>Of lateness and of what is done about it, in the plant's money by <see cref="CostRates"/>; null: not reckoned for this kind.</summary>
    public decimal? Cost { get; set; }
    public decimal WeightedTardinessHours { get; init; }
    public int LateOrders { get; init; }
    public decimal SetupHours { get; init; }
    public int MachineChanges { get; init; }
    public int StartMoves { get; init; }
    /// <summary>Operations whose place differs from the schedule it was reckoned on.</summary>
    public List<PlannedOperation> Moves { get; init; } = [];
    public List<LateLine> LateLines { get; init; } = [];
    /// <summary>What else it is compared by, in the order of their weight.</summary>
    public List<Figure> Figures { get; init; } = [];
    /// <summary>What has to be done besides a new order at the machines.</summary>
    public List<PlannedAction> Actions { get; init; } = [];

    /// <summary>The same moves with a lever beside them.</summary>
    internal WayOut As(string kind, decimal cost, List<Figure> figures, List<PlannedAction> actions, List<LateLine>? lines = null, decimal? tardiness = null) => new()
    {
        Id = Guid.CreateVersion7(), DisruptionNo = DisruptionNo, Kind = kind, BaseScheduleId = BaseScheduleId, FoundUtc = FoundUtc, SetupHours = SetupHours, MachineChanges = MachineChanges, StartMoves = StartMoves,
        Moves = Moves, LateLines = lines ?? LateLines, LateOrders = lines?.Count ?? LateOrders, WeightedTardinessHours = tardiness ?? WeightedTardinessHours, Cost = Math.Round(cost, 2), Figures = figures, Actions = actions,
    };

    internal WayOut Ranked(int rank)
    {
        Rank = rank;
        return this;
    }

    /// <summary>Options that were reckoned on what is no longer in force can't be chosen any more, and exceptions that wait for a decision want new ones.</summary>
    /// <param name="db">The schedule that is in force now has just been put there.</param>
    /// <param name="inForce">That schedule.</param>
    /// <param name="decided">The exception whose decision put it there; null: none.</param>
    /// <param name="by">When.</param>
    /// <param name="stop">Ends the reading.</param>
    internal static async Task Outdate(CoordinationDb db, Guid inForce, string? decided, CommandContext by, CancellationToken stop)
    {
        foreach (var option in await db.WaysOut.Where(each => each.SupersededUtc == null && each.BaseScheduleId != null && each.BaseScheduleId != inForce).ToListAsync(stop)) option.SupersededUtc = by.NowUtc;
        foreach (var other in await db.Disruptions.Where(each => each.No != decided && each.State == DisruptionState.AwaitingDecision).ToListAsync(stop)) other.WantsOptions = true;
    }
}

/// <summary>A number that options are compared by.</summary>
/// <param name="Name">A word that the pages translate, e.g. startsNeeded.</param>
/// <param name="Unit">h, or a unit code; null: a count.</param>
/// <param name="Subject">The item, customer or order that it is about; null: the whole.</param>
internal sealed record Figure(string Name, decimal Value, string? Unit = null, string? Subject = null);

/// <summary>An order that would be late, down to the customer's line, with what binds it most.</summary>
/// <param name="HoursLate">After its due time.</param>
/// <param name="HoursLateBefore">After its due time by the schedule in force; 0: in time.</param>
/// <param name="Cause">What costs it most time: ownWork, machine, machineDown, setup, shift, tool, person, material, lag, release, frozen, batch or choice.</param>
/// <param name="CauseSubject">The machine, tool or material it waited for.</param>
/// <param name="CauseHours">What that contributes.</param>
internal sealed record LateLine(
    string WorkOrderNo, string? CustomerName, string? SalesOrderNo, int? SalesLineNo, decimal Quantity, string Unit, DateTime DueUtc, DateTime EndUtc, decimal HoursLate, decimal HoursLateBefore,
    string Cause, string? CauseSubject, decimal CauseHours)
{
    /// <summary>It is later than it was planned to be.</summary>
    internal bool Hit => HoursLate > HoursLateBefore + 0.01m;
}

/// <summary>A way out as the page compares it.</summary>
internal sealed record OptionView(
    Guid Id, int Rank, string Kind, decimal? Cost, decimal WeightedTardinessHours, int LateOrders, decimal SetupHours, int MachineChanges, int StartMoves,
    IReadOnlyList<PlannedView> Moves, IReadOnlyList<LateLine> LateLines, IReadOnlyList<Figure> Figures, IReadOnlyList<ActionPlanView> Actions, string? Barred)
{
    internal static OptionView Of(WayOut option) => new(option.Id, option.Rank, option.Kind, option.Cost, option.WeightedTardinessHours, option.LateOrders, option.SetupHours,
        option.MachineChanges, option.StartMoves, [.. option.Moves.OrderBy(each => each.Start).Select(PlannedView.Of)], option.LateLines,
        option.Figures, [.. option.Actions.Select(action => new ActionPlanView(action.Key, action.Kind, action.Role, action.Text, action.After))], option.Barred);
}
