using Tactus.Coordination.Tasks;
using Tactus.Platform;

namespace Tactus.Coordination.Metrics;

/// <summary>A time in which a commitment waits for somebody else.</summary>
/// <param name="ToUtc">Null: it still waits.</param>
internal sealed record CommitmentPause(string Reason, DateTime FromUtc, DateTime? ToUtc);

/// <summary>A commitment went to another person. It changes nothing in the figures; a page shows it.</summary>
internal sealed record CommitmentHandover(DateTime AtUtc, string ToPerson);

/// <summary>What one department has promised another.</summary>
/// <param name="DueUtc">As promised, before any pause.</param>
/// <param name="MetUtc">Null: open.</param>
internal sealed record CommitmentRecord(
    string Id, string FromDepartment, string ToDepartment, DateTime OpenedUtc, DateTime DueUtc, DateTime? MetUtc,
    IReadOnlyList<CommitmentPause> Pauses, IReadOnlyList<CommitmentHandover> Handovers);

/// <summary>How a commitment stands.</summary>
internal enum CommitmentStanding
{
    Met,
    /// <summary>It was met after it was due.</summary>
    MetLate,
    /// <summary>It was due and is open.</summary>
    OverdueOpen,
    /// <summary>It is not due yet.</summary>
    NotDue,
    /// <summary>A listed pause runs, so it cannot be said when it is due.</summary>
    Paused,
}

/// <summary>A commitment with what counts.</summary>
/// <param name="DueUtc">With the working time of listed pauses added; null while one runs.</param>
/// <param name="UnlistedPause">It also has pauses whose reason is not listed; they do not count.</param>
internal sealed record CommitmentResult(string Id, string FromDepartment, string ToDepartment, CommitmentStanding Standing, DateTime? DueUtc, bool UnlistedPause);

/// <summary>One pair of departments.</summary>
internal sealed record PairCompliance(string FromDepartment, string ToDepartment, Share Met);

/// <summary>
/// Cross-functional SLA compliance: commitments met over commitments due in a period. Overdue and open counts as missed. A pause moves the due
/// time by the working time in it, and only when its reason is listed; a new owner never moves it.
/// </summary>
/// <param name="Due">Commitments due in the period, by id.</param>
/// <param name="Paused">Not due because a listed pause runs: shown, so that nothing rests there unseen.</param>
internal sealed record SlaCompliance(Share Met, IReadOnlyList<PairCompliance> Pairs, IReadOnlyList<CommitmentResult> Due, IReadOnlyList<CommitmentResult> Paused)
{
    /// <summary>The measure over what was due in a period.</summary>
    /// <param name="listed">Reasons for which a commitment may be paused.</param>
    internal static Outcome<SlaCompliance> Of(IReadOnlyCollection<CommitmentRecord> commitments, Period period, IReadOnlySet<string> listed, SlaCalendar calendar)
    {
        if (period.Fault(commitments.Select(each => each.Id)) is { } fault) return fault;
        var results = new List<CommitmentResult>();
        foreach (var commitment in commitments.Where(each => each.OpenedUtc <= period.AsOfUtc).OrderBy(each => each.Id, StringComparer.Ordinal))
        {
            if (Impossible(commitment) is { } wrong) return wrong;
            var result = Judge(commitment, period, listed, calendar);
            if (result.Refusal is { } refusal) return refusal;
            results.Add(result.Value);
        }
        List<CommitmentResult> due = [.. results.Where(each => each.Standing is not (CommitmentStanding.Paused or CommitmentStanding.NotDue) && period.Has(each.DueUtc!.Value))];
        return new SlaCompliance(
            Of(due),
            [
                .. due.GroupBy(each => (each.FromDepartment, each.ToDepartment)).Select(pair => new PairCompliance(pair.Key.FromDepartment, pair.Key.ToDepartment, Of(pair)))
                    .OrderBy(pair => pair.FromDepartment, StringComparer.Ordinal).ThenBy(pair => pair.ToDepartment, StringComparer.Ordinal),
            ],
            due, [.. results.Where(each => each.Standing == CommitmentStanding.Paused)]);

        static Share Of(IEnumerable<CommitmentResult> all) => Share.Between(all.Where(each => each.Standing == CommitmentStanding.Met).Select(each => each.Id), all.Select(each => each.Id));
    }

    private static Outcome<CommitmentResult> Judge(CommitmentRecord it, Period period, IReadOnlySet<string> listed, SlaCalendar calendar)
    {
        var met = period.Known(it.MetUtc);
        // A pause counts from when the commitment was open until it was met; what is not known yet has not begun or not ended.
        var known = it.Pauses.Where(pause => pause.FromUtc <= period.AsOfUtc && !(pause.FromUtc >= met)).ToList();
        var pauses = known.Where(pause => listed.Contains(pause.Reason))
            .Select(pause => new WorkSpan(pause.FromUtc, period.Known(pause.ToUtc) ?? met ?? DateTime.MaxValue)).Select(span => span.Clip(it.OpenedUtc, met ?? DateTime.MaxValue));
        var due = Extended(it, WorkSpan.Union(pauses), calendar);
        if (due.Refusal is { } refusal) return refusal;
        var standing = due.Value is not { } at ? CommitmentStanding.Paused
            : met is { } done ? done <= at ? CommitmentStanding.Met : CommitmentStanding.MetLate
            : at <= period.AsOfUtc ? CommitmentStanding.OverdueOpen : CommitmentStanding.NotDue;
        return new CommitmentResult(it.Id, it.FromDepartment, it.ToDepartment, standing, due.Value, known.Exists(pause => !listed.Contains(pause.Reason)));
    }

    /// <summary>The due time with as much working time added as was paused; time paused after the promised hour is paused as well.</summary>
    private static Outcome<DateTime?> Extended(CommitmentRecord it, List<WorkSpan> pauses, SlaCalendar calendar)
    {
        var owed = TimeSpan.Zero;
        foreach (var pause in pauses.Select(each => each.Clip(it.OpenedUtc, it.DueUtc)).Where(each => each.Length > TimeSpan.Zero))
            owed += calendar.WorkedBetween(pause.StartUtc, pause.EndUtc);
        var from = it.DueUtc;
        if (owed == TimeSpan.Zero) return from;
        foreach (var pause in pauses.Where(each => each.EndUtc > it.DueUtc))
        {
            var start = pause.StartUtc > from ? pause.StartUtc : from;
            var free = calendar.WorkedBetween(from, start);
            if (free >= owed) break;
            if (pause.EndUtc == DateTime.MaxValue) return (DateTime?)null;
            (owed, from) = (owed - free, pause.EndUtc);
        }
        var due = calendar.Due(from, owed);
        return due.Refusal is { } refusal ? refusal : (DateTime?)due.Value;
    }

    private static Refusal? Impossible(CommitmentRecord it) =>
        it.DueUtc < it.OpenedUtc ? new("commitment-due-before",
            $"Commitment {it.Id} was opened at {it.OpenedUtc:yyyy-MM-dd HH:mm} UTC and due before, at {it.DueUtc:yyyy-MM-dd HH:mm} UTC; correct one of them.")
        : it.Pauses.FirstOrDefault(pause => pause.ToUtc < pause.FromUtc) is { } pause
            ? new("commitment-pause-backwards",
                $"A pause of commitment {it.Id} ends before it begins at {pause.FromUtc:yyyy-MM-dd HH:mm} UTC; correct one of them.")
        : null;
}
