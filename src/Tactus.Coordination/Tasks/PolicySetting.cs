using System.Text.Json;
using Tactus.Platform;

namespace Tactus.Coordination.Tasks;

/// <summary>An escalation policy as a plant keeps it. The last resort is named people, or whoever holds a role of the platform at that time.</summary>
/// <param name="LastResortRole">Role of the platform, e.g. coordinator; used when nobody is named.</param>
internal sealed record PolicyPlan(IReadOnlyList<EscalationStep> Steps, IReadOnlyList<string> LastResortPeople, string? LastResortRole, Wait LastResortAfter, Wait? LastResortExpires = null)
{
    /// <summary>Stands for nobody: a policy must end somewhere, and a site without people has nobody to tell.</summary>
    internal const string Nobody = "-";

    /// <summary>In a policy of tasks: the role that the task was given to.</summary>
    internal const string TaskRole = "task";

    /// <summary>The policy as it runs, with the people of now.</summary>
    internal EscalationPolicy Resolve(string no, string? role, DutyBook duty)
    {
        var people = LastResortPeople.Where(each => duty.People.GetValueOrDefault(each) is not { Active: false }).ToList();
        if (people.Count == 0 && LastResortRole is not null) people = [.. duty.WithPlatformRole(LastResortRole)];
        if (people.Count == 0) people = [.. duty.WithPlatformRole("administrator")];
        if (people.Count == 0) people = [Nobody];
        return new EscalationPolicy(no, [.. Steps.Select(step => step.Role == TaskRole && role is not null ? step with { Role = role } : step)], new LastResort(people, LastResortAfter, LastResortExpires));
    }

    /// <summary>Why this can't be a policy.</summary>
    internal Refusal? Fault() =>
        LastResortPeople.Count == 0 && string.IsNullOrWhiteSpace(LastResortRole)
            ? Refusal.Field("escalation-policy", "lastResort", "Name people or a role as the last resort: somebody must be told when nobody is on duty.")
            : new EscalationPolicy("-", Steps, new LastResort(LastResortPeople.Count == 0 ? [Nobody] : LastResortPeople, LastResortAfter, LastResortExpires)).Fault();
}

/// <summary>A policy that the plant has changed; the others are as shipped.</summary>
[Remembered]
internal sealed class PolicySetting : IVersioned
{
    public required string No { get; init; }
    /// <summary>A <see cref="PolicyPlan"/> as JSON.</summary>
    public required string Plan { get; set; }
    public long Version { get; set; }

    internal PolicyPlan Read() => JsonSerializer.Deserialize<PolicyPlan>(Plan, TactusJson.Options)!;
}

/// <summary>The policies there are. A plant may add one for a kind of exception, named exception-KIND.</summary>
internal static class Policies
{
    internal const string Exception = "exception", Task = "task", Overdue = "overdue";

    private static Wait Working(int minutes) => new(TimeSpan.FromMinutes(minutes), WaitClock.Working);

    /// <summary>What a plant begins with.</summary>
    internal static IReadOnlyDictionary<string, PolicyPlan> Shipped { get; } = new Dictionary<string, PolicyPlan>
    {
        [Exception] = new(
            [
                new(EscalationStep.Owner, Working(0), Expires: Working(30)),
                new("shiftLead", Working(15), Expires: Working(30)),
                new("productionManager", Working(30), Expires: Working(60)),
            ], [], "coordinator", Working(30)),
        // Who is given a task has time for it; its role is told when they do not take it, those above when it is late (see Overdue).
        [Task] = new(
            [
                new(EscalationStep.Owner, Working(0)),
                new(PolicyPlan.TaskRole, Working(30)),
                new("shiftLead", Working(60)),
            ], [], "coordinator", Working(60)),
        [Overdue] = new(
            [
                new("shiftLead", Working(0), Expires: Working(60)),
                new("productionManager", Working(30), Expires: Working(60)),
            ], [], "coordinator", Working(30)),
    };

    /// <summary>The policy of a subject with its version; 0 is as shipped.</summary>
    internal static (string No, PolicyPlan Plan, long Version) For(DutyBook duty, string name, string? kind)
    {
        if (kind is not null && duty.Policies.TryGetValue($"{name}-{kind}", out var own)) return (own.No, own.Read(), own.Version);
        return duty.Policies.TryGetValue(name, out var changed) ? (name, changed.Read(), changed.Version) : (name, Shipped[name], 0);
    }
}
