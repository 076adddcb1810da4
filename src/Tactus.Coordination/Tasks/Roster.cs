namespace Tactus.Coordination.Tasks;

/// <summary>A person works a role.</summary>
/// <param name="Shift">Name of the shift; null: in every shift.</param>
/// <param name="From">First local date on which a shift of theirs begins.</param>
/// <param name="To">Last such date; null: until further notice. A night shift that begins on it is theirs to its end.</param>
internal sealed record DutyAssignment(string Person, string Role, string? Shift, DateOnly From, DateOnly? To = null);

/// <summary>A person is not there.</summary>
/// <param name="ToUtc">Null: until further notice; who has left stays away so.</param>
internal sealed record Absence(string Person, DateTime FromUtc, DateTime? ToUtc = null);

/// <summary>
/// Who is on duty in a role at an instant: who is assigned to a shift that runs then and is not absent. A break is duty, too: people can be told
/// in it, though nothing becomes due.
/// </summary>
internal sealed class Roster(SlaCalendar calendar, IReadOnlyList<DutyAssignment> assignments, IReadOnlyList<Absence> absences)
{
    private readonly ILookup<string, DutyAssignment> roles = assignments.ToLookup(each => each.Role, StringComparer.Ordinal);
    private readonly ILookup<string, Absence> absent = absences.ToLookup(each => each.Person, StringComparer.Ordinal);

    /// <summary>People by name, none twice.</summary>
    internal IReadOnlyList<string> OnDuty(string role, DateTime utc) => OnDuty(roles[role], utc);

    /// <summary>Whether a person is on duty, in whatever role.</summary>
    internal bool IsOnDuty(string person, DateTime utc) => OnDuty(assignments.Where(each => each.Person == person), utc).Count > 0;

    /// <summary>The answer to a question of an escalation.</summary>
    internal RosterSays Answer(AskRoster asked, DateTime utc) => new(utc, asked.Step,
        asked.Role != EscalationStep.Owner ? OnDuty(asked.Role, utc) : asked.Owner is { } owner && IsOnDuty(owner, utc) ? [owner] : [], asked.Owner);

    private List<string> OnDuty(IEnumerable<DutyAssignment> assigned, DateTime utc)
    {
        var shifts = calendar.ShiftsAt(utc);
        return
        [
            .. assigned.Where(each => shifts.Any(shift => (each.Shift is null || each.Shift == shift.Name) && each.From <= shift.Date && (each.To is null || shift.Date <= each.To)))
                .Select(each => each.Person).Distinct(StringComparer.Ordinal)
                .Where(person => !absent[person].Any(away => away.FromUtc <= utc && (away.ToUtc is null || utc < away.ToUtc))).Order(StringComparer.Ordinal),
        ];
    }
}
