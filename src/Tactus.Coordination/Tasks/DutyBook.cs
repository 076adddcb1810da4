using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform;

namespace Tactus.Coordination.Tasks;

/// <summary>A person of the site as the platform knows them; a copy, so that a transaction here needs no other database.</summary>
[NotAudited, Remembered]
internal sealed class KnownPerson
{
    public required string Number { get; init; }
    public string Name { get; set; } = "";
    /// <summary>en or ko.</summary>
    public string Language { get; set; } = "en";
    /// <summary>Where letters go; null: nowhere.</summary>
    public string? Email { get; set; }
    /// <summary>Can sign in. Who can't has left.</summary>
    public bool Active { get; set; }
    /// <summary>Roles of the platform, which give rights; duty is in the roster.</summary>
    public List<string> Roles { get; set; } = [];
}

/// <summary>The site as the platform knows it.</summary>
[NotAudited, Remembered]
internal sealed class KnownSite
{
    public int Id { get; init; } = 1;
    /// <summary>IANA name.</summary>
    public string TimeZone { get; set; } = "UTC";
    /// <summary>A mail server is set: notices are mailed.</summary>
    public bool Mails { get; set; }
    /// <summary>Where people open Tactus, for links in letters.</summary>
    public string? Address { get; set; }
    /// <summary>Of the platform's state that was copied last.</summary>
    public string Stamp { get; set; } = "";
}

/// <summary>The working times in which waits and due times count.</summary>
[Remembered]
internal sealed class CalendarSetting : IVersioned
{
    internal const string Plant = "plant";

    public required string No { get; init; }
    /// <summary>A <see cref="CalendarPlan"/> as JSON.</summary>
    public required string Plan { get; set; }
    /// <summary>Its wall clock is the plant's, whatever zone the plan names.</summary>
    public bool FollowsPlant { get; set; } = true;
    public long Version { get; set; }

    internal CalendarPlan Read() => JsonSerializer.Deserialize<CalendarPlan>(Plan, TactusJson.Options)!;
}

/// <summary>A line of the roster as it is stored.</summary>
[Remembered]
internal sealed class DutyLine : IVersioned
{
    public Guid Id { get; init; }
    public required string Person { get; init; }
    public required string Role { get; init; }
    /// <summary>Null: in every shift.</summary>
    public string? Shift { get; init; }
    /// <summary>First local date on which a shift of theirs begins.</summary>
    public DateOnly From { get; init; }
    /// <summary>Last such date; null: until further notice.</summary>
    public DateOnly? To { get; set; }
    /// <summary>Entered by mistake: counts as never given.</summary>
    public bool Removed { get; set; }
    public long Version { get; set; }
}

/// <summary>An absence as it is stored.</summary>
[Remembered]
internal sealed class AbsenceLine : IVersioned
{
    public Guid Id { get; init; }
    public required string Person { get; init; }
    public DateTime FromUtc { get; init; }
    /// <summary>Null: until further notice.</summary>
    public DateTime? ToUtc { get; set; }
    public required string Reason { get; init; }
    public bool Removed { get; set; }
    public long Version { get; set; }
}

/// <summary>Who is on duty when, how time counts and who is told in which order: what nearly every task needs, read once and remembered.</summary>
internal sealed class DutyBook
{
    private static readonly DayOfWeek[] Weekdays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    /// <summary>Two shifts from Monday to Friday, until the plant gives its own.</summary>
    internal static CalendarPlan ShippedPlan { get; } = new("UTC",
        [
            new(Weekdays, new DayShift("early", new TimeOnly(6, 0), new TimeOnly(14, 0), [])),
            new(Weekdays, new DayShift("late", new TimeOnly(14, 0), new TimeOnly(22, 0), [])),
        ], []);

    private DutyBook(CalendarPlan plan, IReadOnlyList<DutyAssignment> assignments, IReadOnlyList<Absence> absences, IReadOnlyList<KnownPerson> people, IReadOnlyList<PolicySetting> policies, bool mails)
    {
        Mails = mails;
        (Plan, Assignments, People) = (plan, assignments, people.ToDictionary(each => each.Number, StringComparer.Ordinal));
        Calendar = SlaCalendar.Of(plan).Value;
        // Who can't sign in any more can't be asked, whatever the roster says.
        Roster = new Roster(Calendar, assignments, [.. absences, .. people.Where(each => !each.Active).Select(each => new Absence(each.Number, DateTime.MinValue))]);
        Policies = policies.ToDictionary(each => each.No, StringComparer.Ordinal);
    }

    internal CalendarPlan Plan { get; }
    /// <summary>Notices are mailed to those who have an address.</summary>
    internal bool Mails { get; }
    internal SlaCalendar Calendar { get; }
    internal Roster Roster { get; }
    internal IReadOnlyList<DutyAssignment> Assignments { get; }
    internal IReadOnlyDictionary<string, KnownPerson> People { get; }
    internal IReadOnlyDictionary<string, PolicySetting> Policies { get; }

    /// <summary>As it is stored; what this transaction changes itself is seen by the next.</summary>
    internal static Task<DutyBook> Of(CoordinationDb db, CancellationToken stop) => db.Remember(() => Read(db, stop),
        typeof(KnownPerson), typeof(KnownSite), typeof(CalendarSetting), typeof(DutyLine), typeof(AbsenceLine), typeof(PolicySetting));

    private static async Task<DutyBook> Read(CoordinationDb db, CancellationToken stop)
    {
        var setting = await db.Set<CalendarSetting>().AsNoTracking().FirstOrDefaultAsync(each => each.No == CalendarSetting.Plant, stop);
        var site = await db.Set<KnownSite>().AsNoTracking().FirstOrDefaultAsync(stop);
        var plan = setting?.Read() ?? ShippedPlan;
        if (setting?.FollowsPlant ?? true) plan = plan with { Zone = site?.TimeZone ?? "UTC" };
        return new DutyBook(plan,
            await db.DutyLines.AsNoTracking().Where(each => !each.Removed).Select(each => new DutyAssignment(each.Person, each.Role, each.Shift, each.From, each.To)).ToListAsync(stop),
            await db.AbsenceLines.AsNoTracking().Where(each => !each.Removed).Select(each => new Absence(each.Person, each.FromUtc, each.ToUtc)).ToListAsync(stop),
            await db.KnownPeople.AsNoTracking().ToListAsync(stop),
            await db.Set<PolicySetting>().AsNoTracking().ToListAsync(stop), site?.Mails ?? false);
    }

    /// <summary>A person as others call them.</summary>
    internal string NameOf(string number) => People.TryGetValue(number, out var person) ? person.Name : number;

    /// <summary>Those who hold a role of the platform and can sign in.</summary>
    internal IReadOnlyList<string> WithPlatformRole(string role) => [.. People.Values.Where(each => each.Active && each.Roles.Contains(role)).Select(each => each.Number).Order(StringComparer.Ordinal)];

    /// <summary>Another text whenever somebody else is on duty.</summary>
    internal string OnDuty(DateTime utc) => string.Join(';', Assignments.Select(each => each.Role).Distinct().Order(StringComparer.Ordinal).Select(role => $"{role}={string.Join(',', Roster.OnDuty(role, utc))}"));
}
