using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Coordination.Tasks;

/// <summary>A step of a policy as a person gives it.</summary>
/// <param name="Role">Role in the roster; owner: whoever owns the case; task: the role that the task was given to.</param>
/// <param name="AfterMinutes">Since the step before told its people; for the first since the opening.</param>
/// <param name="Clock">working or wall.</param>
/// <param name="By">one or everyone of those told must acknowledge.</param>
/// <param name="ExpiresMinutes">An acknowledgement holds so long; null: until the case is over.</param>
internal sealed record StepView(string Role, int AfterMinutes, WaitClock Clock = WaitClock.Working, AcknowledgeBy By = AcknowledgeBy.One, bool SkipIfNobody = true, int? ExpiresMinutes = null)
{
    internal static StepView Of(EscalationStep step) =>
        new(step.Role, (int)step.After.Time.TotalMinutes, step.After.Clock, step.By, step.SkipIfNobody, (int?)step.Expires?.Time.TotalMinutes);

    internal EscalationStep ToStep() => new(Role, new Wait(TimeSpan.FromMinutes(AfterMinutes), Clock), By, SkipIfNobody, ExpiresMinutes is { } expires ? new Wait(TimeSpan.FromMinutes(expires), Clock) : null);
}

/// <summary>Changes who is told of a case in which order. It is for cases that begin from now on.</summary>
/// <param name="No">exception, task, overdue, or exception-KIND for one kind of exception, e.g. exception-machineDown.</param>
/// <param name="LastResortPeople">Personnel numbers; empty: whoever holds <paramref name="LastResortRole"/> in the platform.</param>
/// <param name="LastResortAfterMinutes">Since the last step told its people, in working time.</param>
[Refuses("policy-unknown", "role-unknown", "person-unknown", "escalation-policy", "calendar-never-opens", "working-time-too-far", "reason-missing", "changed-meanwhile")]
internal sealed record SetPolicy(
    string No, IReadOnlyList<StepView> Steps, IReadOnlyList<string> LastResortPeople, string? LastResortRole, int LastResortAfterMinutes, string Reason) : Command<CoordinationDb, PolicyView>
{
    internal static void Map(IEndpointRouteBuilder app) => app.Command<SetPolicy>("/api/coordination/escalation-policies", CoordinationPermissions.Policies, "Change who is told of a case in which order");

    public override async Task<Outcome<PolicyView>> Handle(CoordinationDb db, CommandContext by, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(Reason)) return Refusal.Field("reason-missing", "reason", "Say why; the ledger keeps it.");
        if (!PolicyArea.Known(No)) return Refusal.Field("policy-unknown", "no", $"There is no policy {No}. There are: {string.Join(", ", Policies.Shipped.Keys)}, and exception-KIND for one kind of exception.");
        var duty = await DutyBook.Of(db, stop);
        foreach (var step in Steps)
            if (step.Role is not (EscalationStep.Owner or PolicyPlan.TaskRole) && !Owners.Roles.Contains(step.Role))
                return Refusal.Field("role-unknown", "steps", $"There is no role {step.Role}. There are: owner, task, {string.Join(", ", Owners.Roles)}.");
        foreach (var person in LastResortPeople)
            if (duty.People.GetValueOrDefault(person) is not { Active: true }) return Refusal.Field("person-unknown", "lastResortPeople", $"Nobody with number {person} can sign in here.");
        var plan = new PolicyPlan([.. Steps.Select(step => step.ToStep())], LastResortPeople, LastResortRole, new Wait(TimeSpan.FromMinutes(LastResortAfterMinutes), WaitClock.Working));
        if (plan.Fault() is { } fault) return fault;
        foreach (var wait in plan.Resolve(No, null, duty).Waits)
            if (wait.From(by.NowUtc, duty.Calendar).Refusal is { } never) return never;
        var setting = await db.Set<PolicySetting>().FindAsync([No], stop);
        var text = JsonSerializer.Serialize(plan, TactusJson.Options);
        if (setting is null) db.Add(setting = new PolicySetting { No = No, Plan = text });
        else if (await db.Clash(setting, No, by, stop) is { } clash) return clash;
        setting.Plan = text;
        by.Why = Reason;
        db.Changed("coordination.policies", No);
        return PolicyView.Of(No, plan, setting.Version);
    }
}

/// <summary>Changes the working times in which waits and due times count. What is due already stays due then.</summary>
/// <param name="Plan">Shifts of the week and the days that differ.</param>
/// <param name="FollowsPlant">Its wall clock is the plant's; the zone given is not used.</param>
[Refuses("calendar-plan", "calendar-zone-unknown", "calendar-never-opens", "reason-missing", "changed-meanwhile")]
internal sealed record SetCalendar(CalendarPlan Plan, bool FollowsPlant, string Reason) : Command<CoordinationDb, CalendarView>
{
    internal static void Map(IEndpointRouteBuilder app) => app.Command<SetCalendar>("/api/coordination/sla-calendars", CoordinationPermissions.Policies, "Change the working times in which due times count");

    public override async Task<Outcome<CalendarView>> Handle(CoordinationDb db, CommandContext by, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(Reason)) return Refusal.Field("reason-missing", "reason", "Say why; the ledger keeps it.");
        var duty = await DutyBook.Of(db, stop);
        var plan = FollowsPlant && !TimeZoneInfo.TryFindSystemTimeZoneById(Plan.Zone, out _) ? Plan with { Zone = "UTC" } : Plan;
        if (plan.Fault() is { } fault) return fault;
        if (SlaCalendar.Of(plan).Value.NextOpen(by.NowUtc).Refusal is { } never) return never;
        var text = JsonSerializer.Serialize(plan, TactusJson.Options);
        var setting = await db.Set<CalendarSetting>().FindAsync([CalendarSetting.Plant], stop);
        if (setting is null) db.Add(setting = new CalendarSetting { No = CalendarSetting.Plant, Plan = text });
        else if (await db.Clash(setting, CalendarSetting.Plant, by, stop) is { } clash) return clash;
        (setting.Plan, setting.FollowsPlant) = (text, FollowsPlant);
        by.Why = Reason;
        db.Changed("coordination.policies");
        return new CalendarView(plan with { Zone = FollowsPlant ? duty.Plan.Zone : plan.Zone }, FollowsPlant, setting.Version);
    }
}

/// <summary>A policy as its page shows it.</summary>
/// <param name="Version">0: as shipped.</param>
internal sealed record PolicyView(string No, IReadOnlyList<StepView> Steps, IReadOnlyList<string> LastResortPeople, string? LastResortRole, int LastResortAfterMinutes, long Version) : IVersionedView
{
    internal static PolicyView Of(string no, PolicyPlan plan, long version) =>
        new(no, [.. plan.Steps.Select(StepView.Of)], plan.LastResortPeople, plan.LastResortRole, (int)plan.LastResortAfter.Time.TotalMinutes, version);
}

/// <summary>The calendar as its page shows it.</summary>
/// <param name="Version">0: as shipped.</param>
internal sealed record CalendarView(CalendarPlan Plan, bool FollowsPlant, long Version) : IVersionedView;

/// <summary>Policies and the calendar.</summary>
internal static class PolicyArea
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        SetPolicy.Map(app);
        SetCalendar.Map(app);
        app.Read("/api/coordination/escalation-policies", CoordinationPermissions.Read, "Who is told of a case in which order",
            async (CoordinationDb db, CancellationToken stop) =>
            {
                var set = (await DutyBook.Of(db, stop)).Policies;
                return ((Outcome<Page<PolicyView>>)new Page<PolicyView>(
                    [.. Policies.Shipped.Keys.Concat(set.Keys).Distinct().Select(no => set.TryGetValue(no, out var own) ? PolicyView.Of(no, own.Read(), own.Version) : PolicyView.Of(no, Policies.Shipped[no], 0))], null)).ToHttp();
            }).Produces<Page<PolicyView>>();
        app.Read("/api/coordination/sla-calendars", CoordinationPermissions.Read, "The working times in which due times count",
            async (CoordinationDb db, CancellationToken stop) =>
            {
                var duty = await DutyBook.Of(db, stop);
                var setting = await db.Set<CalendarSetting>().FirstOrDefaultAsync(stop);
                return ((Outcome<CalendarView>)new CalendarView(duty.Plan, setting?.FollowsPlant ?? true, setting?.Version ?? 0)).ToHttp();
            }).Produces<CalendarView>();
    }

    internal static bool Known(string no) => Policies.Shipped.ContainsKey(no)
        || no.StartsWith("exception-", StringComparison.Ordinal) && Rules.Defaults.Vocabulary.Kinds.Contains(no["exception-".Length..]);
}
