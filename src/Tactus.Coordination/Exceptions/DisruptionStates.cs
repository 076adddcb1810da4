using Tactus.Platform;

namespace Tactus.Coordination.Exceptions;

/// <summary>Where an exception is in its life.</summary>
internal enum DisruptionState
{
    Detected, Transient, Open, Contained, Assessed, OptionsReady, AwaitingDecision, Decided, Executing, Verifying, Resolved, Closed, Merged, Superseded, FalseAlarm,
}

/// <summary>What can happen to an exception.</summary>
internal enum DisruptionStep { Confirm, Pass, Contain, Assess, Offer, Ask, Decide, Execute, Verify, Resolve, Close, Recur, Merge, Supersede, Dismiss }

/// <summary>The one table of transitions; what is not in it is refused.</summary>
internal static class DisruptionStates
{
    private static readonly Dictionary<(DisruptionState From, DisruptionStep Step), DisruptionState> Table = new()
    {
        [(DisruptionState.Detected, DisruptionStep.Confirm)] = DisruptionState.Open,
        [(DisruptionState.Detected, DisruptionStep.Pass)] = DisruptionState.Transient,
        [(DisruptionState.Open, DisruptionStep.Contain)] = DisruptionState.Contained,
        [(DisruptionState.Open, DisruptionStep.Assess)] = DisruptionState.Assessed,
        [(DisruptionState.Contained, DisruptionStep.Assess)] = DisruptionState.Assessed,
        [(DisruptionState.Assessed, DisruptionStep.Offer)] = DisruptionState.OptionsReady,
        [(DisruptionState.OptionsReady, DisruptionStep.Ask)] = DisruptionState.AwaitingDecision,
        // The estimate or the plant has changed: new options take the place of the old.
        [(DisruptionState.AwaitingDecision, DisruptionStep.Assess)] = DisruptionState.Assessed,
        [(DisruptionState.Executing, DisruptionStep.Assess)] = DisruptionState.Assessed,
        [(DisruptionState.Verifying, DisruptionStep.Assess)] = DisruptionState.Assessed,
        [(DisruptionState.AwaitingDecision, DisruptionStep.Decide)] = DisruptionState.Decided,
        [(DisruptionState.Decided, DisruptionStep.Execute)] = DisruptionState.Executing,
        [(DisruptionState.Executing, DisruptionStep.Verify)] = DisruptionState.Verifying,
        // What ends before anybody has decided needs no decision.
        [(DisruptionState.Open, DisruptionStep.Verify)] = DisruptionState.Verifying,
        [(DisruptionState.Contained, DisruptionStep.Verify)] = DisruptionState.Verifying,
        [(DisruptionState.AwaitingDecision, DisruptionStep.Verify)] = DisruptionState.Verifying,
        [(DisruptionState.Verifying, DisruptionStep.Resolve)] = DisruptionState.Resolved,
        [(DisruptionState.Resolved, DisruptionStep.Close)] = DisruptionState.Closed,
        // It comes back before it is closed.
        [(DisruptionState.Transient, DisruptionStep.Recur)] = DisruptionState.Open,
        [(DisruptionState.Verifying, DisruptionStep.Recur)] = DisruptionState.Open,
        [(DisruptionState.Resolved, DisruptionStep.Recur)] = DisruptionState.Open,
    };

    private static readonly HashSet<DisruptionState> Over = [DisruptionState.Closed, DisruptionState.Merged, DisruptionState.Superseded, DisruptionState.FalseAlarm];

    internal static bool IsOver(this DisruptionState state) => Over.Contains(state);

    /// <summary>Where a step leads; a refusal where it leads nowhere.</summary>
    internal static Outcome<DisruptionState> After(DisruptionState from, DisruptionStep step) => step switch
    {
        DisruptionStep.Merge when !from.IsOver() => DisruptionState.Merged,
        DisruptionStep.Supersede when !from.IsOver() => DisruptionState.Superseded,
        DisruptionStep.Dismiss when !from.IsOver() => DisruptionState.FalseAlarm,
        _ when Table.TryGetValue((from, step), out var to) => to,
        _ => new Refusal("step-not-possible", $"An exception that is {Words(from)} cannot {step.ToString().ToLowerInvariant()}."),
    };

    internal static string Words(DisruptionState state) => state switch
    {
        DisruptionState.OptionsReady => "ready with options",
        DisruptionState.AwaitingDecision => "waiting for a decision",
        DisruptionState.FalseAlarm => "a false alarm",
        _ => state.ToString().ToLowerInvariant(),
    };
}
