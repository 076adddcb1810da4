using Tactus.Platform;

namespace Tactus.Coordination;

/// <summary>The rights of coordination.</summary>
public static class CoordinationPermissions
{
    /// <summary>See exceptions, options, decisions, tasks and measures.</summary>
    public const string Read = "coordination.read";

    /// <summary>Plan the floor: make a schedule and put it in force.</summary>
    public const string Plan = "coordination.plan";

    /// <summary>Say how long a stop will last.</summary>
    public const string Estimate = "coordination.estimate";

    /// <summary>Decide among the options of an exception.</summary>
    public const string Decide = "coordination.decide";

    /// <summary>Take, answer and refuse tasks; acknowledge and take exceptions.</summary>
    public const string Answer = "coordination.answer";

    /// <summary>Give tasks, and hand tasks and exceptions to somebody else.</summary>
    public const string Give = "coordination.give";

    /// <summary>Keep the roster: who works which role in which shift, who is absent.</summary>
    public const string Roster = "coordination.roster";

    /// <summary>Change escalation policies and the calendar that due times count in.</summary>
    public const string Policies = "coordination.policies";

    /// <summary>All of them with their texts.</summary>
    public static IReadOnlyList<Permission> All { get; } =
    [
        new(Read, "See what coordination handles: exceptions, options, decisions, tasks, measures"),
        new(Plan, "Make a schedule of the floor and put it in force"),
        new(Estimate, "Say how long a stop will last"),
        new(Decide, "Decide among the options of an exception"),
        new(Answer, "Take, answer and refuse tasks; acknowledge and take exceptions"),
        new(Give, "Give tasks, and hand tasks and exceptions to somebody else"),
        new(Roster, "Keep the roster: who works which role in which shift, who is absent"),
        new(Policies, "Change escalation policies and the calendar that due times count in"),
    ];
}
