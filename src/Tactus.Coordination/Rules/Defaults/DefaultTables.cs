namespace Tactus.Coordination.Rules.Defaults;

/// <summary>The tables that Tactus ships for a plant of discrete manufacture: a start that works on the first day and is meant to be changed.</summary>
internal static class DefaultTables
{
    internal static IReadOnlyList<DecisionTable> All { get; } =
    [
        ResponseTables.Assign, ResponseTables.Severity, ResponseTables.Contain, AuthorityTables.DecideAutomatically, AuthorityTables.Escalate,
        AllocationTables.MaterialAllocation, AllocationTables.Changeover, AllocationTables.ServicePriority,
    ];

    /// <summary>A shipped table, or null.</summary>
    internal static DecisionTable? Find(string name) => All.FirstOrDefault(table => table.Name == name);
}
