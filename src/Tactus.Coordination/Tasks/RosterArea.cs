using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Coordination.Tasks;

/// <summary>Somebody works a role.</summary>
/// <param name="PersonNo">Personnel number.</param>
/// <param name="Role">Role in the roster.</param>
/// <param name="Shift">Name of the shift; null: in every shift.</param>
/// <param name="From">First local date.</param>
/// <param name="To">Last local date; null: until further notice.</param>
[Refuses("person-unknown", "role-unknown", "shift-unknown", "dates-backwards", "duty-exists")]
internal sealed record AssignDuty(string PersonNo, string Role, DateOnly From, string? Shift = null, DateOnly? To = null) : Command<CoordinationDb, DutyView>
{
    internal static void Map(IEndpointRouteBuilder app) => app.Command<AssignDuty>("/api/coordination/duty-assignments", CoordinationPermissions.Roster, "Put somebody on the roster in a role");

    public override async Task<Outcome<DutyView>> Handle(CoordinationDb db, CommandContext by, CancellationToken stop)
    {
        var duty = await DutyBook.Of(db, stop);
        if (duty.People.GetValueOrDefault(PersonNo) is not { Active: true }) return Refusal.Field("person-unknown", "personNo", $"Nobody with number {PersonNo} can sign in here.");
        if (!Owners.Roles.Contains(Role)) return Refusal.Field("role-unknown", "role", $"There is no role {Role}. There are: {string.Join(", ", Owners.Roles)}.");
        var shifts = RosterArea.Shifts(duty.Plan);
        if (Shift is not null && !shifts.Contains(Shift)) return Refusal.Field("shift-unknown", "shift", $"The calendar has no shift {Shift}. It has: {string.Join(", ", shifts)}.");
        if (To < From) return Refusal.Field("dates-backwards", "to", "The last day is before the first; give a later one or leave it open.");
        // Read from the database and not from what is remembered: a second try within the same second is noticed.
        if (await db.DutyLines.AnyAsync(each => each.Person == PersonNo && each.Role == Role && each.Shift == Shift && !each.Removed && (each.To == null || each.To >= From) && (To == null || each.From <= To), stop))
            return new Refusal("duty-exists", $"{duty.NameOf(PersonNo)} works as {Role} {(Shift is null ? "in every shift" : $"in shift {Shift}")} in that time already.");
        var line = new DutyLine { Id = Id, Person = PersonNo, Role = Role, Shift = Shift, From = From, To = To };
        db.DutyLines.Add(line);
        db.Changed("coordination.roster");
        return DutyView.Of(line);
    }
}

/// <summary>Ends a line of the roster, or takes it out when it never was so.</summary>
/// <param name="LastDay">Last local date; null: it was a mistake and counts as never given.</param>
[Refuses("duty-unknown", "dates-backwards")]
internal sealed record EndDuty(Guid DutyId, DateOnly? LastDay) : Command<CoordinationDb, DutyView>
{
    internal static void Map(IEndpointRouteBuilder app) => app.Command<EndDuty>("/api/coordination/duty-endings", CoordinationPermissions.Roster, "End a line of the roster, or take it out");

    public override async Task<Outcome<DutyView>> Handle(CoordinationDb db, CommandContext by, CancellationToken stop)
    {
        if (await db.DutyLines.FindAsync([DutyId], stop) is not { Removed: false } line) return Refusal.Unknown("duty-unknown", "There is no such line in the roster.");
        if (LastDay < line.From) return Refusal.Field("dates-backwards", "lastDay", $"It begins on {line.From:yyyy-MM-dd}; give that day or a later one, or take it out.");
        if (LastDay is null) line.Removed = true;
        else line.To = LastDay;
        db.Changed("coordination.roster");
        return DutyView.Of(line);
    }
}

/// <summary>Somebody is not there. What waits for them goes on to the next at once.</summary>
/// <param name="ToUtc">Null: until further notice.</param>
/// <param name="Reason">e.g. ill, leave, left.</param>
[Refuses("person-unknown", "dates-backwards", "reason-missing")]
internal sealed record AddAbsence(string PersonNo, DateTime FromUtc, string Reason, DateTime? ToUtc = null) : Command<CoordinationDb, AbsenceView>
{
    internal static void Map(IEndpointRouteBuilder app) => app.Command<AddAbsence>("/api/coordination/absences", CoordinationPermissions.Roster, "Say that somebody is absent");

    public override async Task<Outcome<AbsenceView>> Handle(CoordinationDb db, CommandContext by, CancellationToken stop)
    {
        if (!(await DutyBook.Of(db, stop)).People.ContainsKey(PersonNo)) return Refusal.Field("person-unknown", "personNo", $"There is nobody with number {PersonNo}.");
        if (ToUtc <= FromUtc) return Refusal.Field("dates-backwards", "toUtc", "The end is not after the beginning; give a later one or leave it open.");
        if (string.IsNullOrWhiteSpace(Reason)) return Refusal.Field("reason-missing", "reason", "Say why, in a word.");
        var line = new AbsenceLine { Id = Id, Person = PersonNo, FromUtc = FromUtc, ToUtc = ToUtc, Reason = Reason.Trim() };
        db.AbsenceLines.Add(line);
        db.Changed("coordination.roster");
        return AbsenceView.Of(line);
    }
}

/// <summary>An absence ends, or never was.</summary>
/// <param name="EndUtc">Null: it was a mistake and counts as never given.</param>
[Refuses("absence-unknown", "dates-backwards")]
internal sealed record EndAbsence(Guid AbsenceId, DateTime? EndUtc) : Command<CoordinationDb, AbsenceView>
{
    internal static void Map(IEndpointRouteBuilder app) => app.Command<EndAbsence>("/api/coordination/absence-endings", CoordinationPermissions.Roster, "End an absence, or take it back");

    public override async Task<Outcome<AbsenceView>> Handle(CoordinationDb db, CommandContext by, CancellationToken stop)
    {
        if (await db.AbsenceLines.FindAsync([AbsenceId], stop) is not { Removed: false } line) return Refusal.Unknown("absence-unknown", "There is no such absence.");
        if (EndUtc <= line.FromUtc) return Refusal.Field("dates-backwards", "endUtc", "It ends before it begins; take it back instead.");
        if (EndUtc is null) line.Removed = true;
        else line.ToUtc = EndUtc;
        db.Changed("coordination.roster");
        return AbsenceView.Of(line);
    }
}

/// <summary>A line of the roster.</summary>
internal sealed record DutyView(Guid Id, string PersonNo, string Role, string? Shift, DateOnly From, DateOnly? To)
{
    internal static DutyView Of(DutyLine each) => new(each.Id, each.Person, each.Role, each.Shift, each.From, each.To);
}

/// <summary>An absence.</summary>
internal sealed record AbsenceView(Guid Id, string PersonNo, DateTime FromUtc, DateTime? ToUtc, string Reason)
{
    internal static AbsenceView Of(AbsenceLine each) => new(each.Id, each.Person, each.FromUtc, each.ToUtc, each.Reason);
}

/// <summary>Somebody who can be put on the roster.</summary>
internal sealed record RosterPerson(string Number, string Name, bool Active);

/// <summary>Who is on duty in a role.</summary>
internal sealed record RoleOnDuty(string Role, IReadOnlyList<string> People);

/// <summary>The roster with who is on duty now.</summary>
/// <param name="ShiftsNow">Names of the shifts that run.</param>
internal sealed record RosterView(
    DateTime NowUtc, string Zone, IReadOnlyList<string> ShiftsNow, IReadOnlyList<string> Shifts, IReadOnlyList<string> Roles, IReadOnlyList<RoleOnDuty> OnDuty,
    IReadOnlyList<DutyView> Assignments, IReadOnlyList<AbsenceView> Absences, IReadOnlyList<RosterPerson> People);

/// <summary>Who works when.</summary>
internal static class RosterArea
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        AssignDuty.Map(app);
        EndDuty.Map(app);
        AddAbsence.Map(app);
        EndAbsence.Map(app);
        app.Read("/api/coordination/roster", CoordinationPermissions.Read, "Who works which role, who is absent, who is on duty now",
            async (CoordinationDb db, TimeProvider clock, CancellationToken stop) => ((Outcome<RosterView>)await Now(db, clock.GetUtcNow().UtcDateTime, stop)).ToHttp()).Produces<RosterView>();
    }

    internal static List<string> Shifts(CalendarPlan plan) =>
        [.. plan.Week.Select(each => each.Shift.Name).Concat(plan.Days.Where(day => day.Kind is SpecialDayKind.Extra or SpecialDayKind.Instead).SelectMany(day => day.Shifts).Select(each => each.Name)).Distinct()];

    private static async Task<RosterView> Now(CoordinationDb db, DateTime nowUtc, CancellationToken stop)
    {
        var duty = await DutyBook.Of(db, stop);
        var today = DateOnly.FromDateTime(nowUtc.AddDays(-2));
        var lines = await db.DutyLines.Where(each => !each.Removed && (each.To == null || each.To >= today)).OrderBy(each => each.Role).ThenBy(each => each.Person).ToListAsync(stop);
        var absences = await db.AbsenceLines.Where(each => !each.Removed && (each.ToUtc == null || each.ToUtc > nowUtc)).OrderBy(each => each.FromUtc).ToListAsync(stop);
        return new RosterView(nowUtc, duty.Plan.Zone, [.. duty.Calendar.ShiftsAt(nowUtc).Select(each => each.Name).Distinct()], Shifts(duty.Plan), Owners.Roles,
            [.. duty.Assignments.Select(each => each.Role).Distinct().Order(StringComparer.Ordinal).Select(role => new RoleOnDuty(role, duty.Roster.OnDuty(role, nowUtc)))],
            lines.ConvertAll(DutyView.Of), absences.ConvertAll(AbsenceView.Of),
            [.. duty.People.Values.OrderBy(each => each.Number, StringComparer.Ordinal).Select(each => new RosterPerson(each.Number, each.Name, each.Active))]);
    }
}
