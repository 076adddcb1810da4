using Microsoft.EntityFrameworkCore;
using Tactus.Coordination.Picture;
using Tactus.Platform;

namespace Tactus.Coordination.Exceptions;

/// <summary>
/// A machine that stops unplanned is an exception once it has stood longer than a passing disturbance. One that stops and starts again and again is one
/// exception, not many.
/// </summary>
internal static class DetectMachineDown
{
    internal const string Kind = "machineDown";

    /// <summary>A stop shorter than this passes by itself.</summary>
    internal static readonly TimeSpan Debounce = TimeSpan.FromMinutes(2);

    /// <summary>A machine that passed and stops again within this time flaps.</summary>
    internal static readonly TimeSpan Flapping = TimeSpan.FromMinutes(10);

    /// <summary>What is reckoned with until somebody says how long it will last.</summary>
    internal static readonly TimeSpan UsualStop = TimeSpan.FromHours(4);

    internal static async Task Heard(CoordinationDb db, KnownMachine machine, DateTime atUtc, CommandContext by, CancellationToken stop)
    {
        var current = await Disruption.Current(db, $"{Kind}/{machine.MachineNo}", stop);
        if (machine.Down) await Stopped(db, machine, current, atUtc, by, stop);
        else if (current is { EndedUtc: null }) Runs(db, machine, current, atUtc, by);
    }

    private static async Task Stopped(CoordinationDb db, KnownMachine machine, Disruption? current, DateTime atUtc, CommandContext by, CancellationToken stop)
    {
        if (current is { EndedUtc: null })
        {
            // It is known to stand; a reason may have come with this.
            if (machine.ReasonCode is not null && current.ReasonCode != machine.ReasonCode)
            {
                current.ReasonCode = machine.ReasonCode;
                current.Note(db, "Reason", by, $"{machine.MachineNo} says why: {machine.ReasonCode}.");
            }
            return;
        }
        if (current is not null && current.State != DisruptionState.Transient || current is not null && atUtc - current.EndedUtc < Flapping)
        {
            current.Occurrences++;
            (current.EndedUtc, current.ReasonCode) = (null, machine.ReasonCode);
            if (current.Step(db, DisruptionStep.Recur, by, $"{machine.MachineNo} stopped again, for the {current.Occurrences}. time.") is null)
            {
                (current.WantsOptions, current.ExpectedEndUtc, current.Estimated) = (true, atUtc + UsualStop, false);
                return;
            }
            current.Note(db, "Recurred", by, $"{machine.MachineNo} stopped again while the exception was {DisruptionStates.Words(current.State)}.");
            current.WantsOptions = true;
            return;
        }
        var disruption = await Disruption.New(db, Kind, machine.MachineNo, machine.WorkCentreNo, atUtc, Debounce, by, stop);
        (disruption.ReasonCode, disruption.ExpectedEndUtc) = (machine.ReasonCode, atUtc + UsualStop);
        disruption.Note(db, "Detected", by, $"{machine.MachineNo} stopped{(machine.ReasonCode is null ? "" : ": " + machine.ReasonCode)}.");
    }

    private static void Runs(CoordinationDb db, KnownMachine machine, Disruption current, DateTime atUtc, CommandContext by)
    {
        (current.EndedUtc, current.WantsOptions) = (atUtc, false);
        var text = $"{machine.MachineNo} runs again after {Length(atUtc - current.OccurredUtc)}.";
        if (current.State == DisruptionState.Detected) current.Step(db, DisruptionStep.Pass, by, text);
        else if (current.State == DisruptionState.Verifying) current.Step(db, DisruptionStep.Resolve, by, text);
        else if (current.Step(db, DisruptionStep.Verify, by, text) is null) current.Step(db, DisruptionStep.Resolve, by, "Its cause is over; nobody had to decide.");
        else current.Note(db, "Ended", by, text);
    }

    internal static string Length(TimeSpan span) => span.TotalHours >= 1 ? $"{(int)span.TotalHours} h {span.Minutes} min" : $"{(int)span.TotalMinutes} min {span.Seconds} s";

    /// <summary>Stops that have lasted long enough are no passing disturbance; tells whether there were any.</summary>
    internal static async Task<bool> Confirm(CoordinationDb db, CommandContext by, CancellationToken stop)
    {
        var due = await db.Disruptions.Where(each => each.State == DisruptionState.Detected && each.ConfirmsUtc <= by.NowUtc).ToListAsync(stop);
        foreach (var disruption in due)
        {
            disruption.Step(db, DisruptionStep.Confirm, by, $"{disruption.Subject} has stood for {Length(by.NowUtc - disruption.OccurredUtc)}.");
            disruption.WantsOptions = true;
        }
        return due.Count > 0;
    }
}
