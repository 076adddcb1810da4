namespace Tactus.Coordination.Rules.Defaults;

/// <summary>The words that the shipped tables share. A plant that copies a table may use words of its own.</summary>
internal static class Vocabulary
{
    /// <summary>Kinds of exceptions.</summary>
    internal static IReadOnlyList<string> Kinds { get; } =
    [
        "machineDown", "machineSlow", "toolBroken", "materialShort", "materialLate", "supplierLate", "lotHeld", "lotRecalled", "inspectionFailed", "spcRuleBroken",
        "scrapBeyondYield", "orderQuantityChanged", "orderDateChanged", "orderCancelled", "rushOrder", "orderLate", "operatorAbsent", "certificateLapsed",
        "engineeringChange", "systemsDisagree", "eventMissing",
    ];

    internal static IReadOnlyList<string> Roles { get; } =
    [
        "owner", "shiftLead", "maintenanceLead", "toolroom", "materialPlanner", "buyer", "qualityEngineer", "qualityManager", "productionPlanner", "processEngineer",
        "integrationOwner", "customerService", "productionManager", "plantManager",
    ];

    internal static RuleColumn Kind { get; } = new("kind", RuleType.Choice, Values: Kinds);

    /// <summary>1 is the worst.</summary>
    internal static RuleColumn Severity { get; } = new("severity", RuleType.Number, Allowed: "1 .. 4", Whole: true);

    /// <summary>A: the customers whose lines stop without us. C: those who buy from stock.</summary>
    internal static RuleColumn CustomerClass { get; } = new("customerClass", RuleType.Choice, Values: ["A", "B", "C"]);

    internal static RuleColumn LateJobs { get; } = new("lateJobs", RuleType.Number, Allowed: ">= 0", Whole: true);

    internal static RuleColumn Role(string name) => new(name, RuleType.Choice, Values: Roles);

    internal static RuleColumn Choice(string name, params string[] values) => new(name, RuleType.Choice, Values: values);

    internal static RuleColumn YesNo(string name) => new(name, RuleType.YesNo);

    internal static RuleColumn Rank(int last) => new("rank", RuleType.Number, Allowed: $"1 .. {last}", Whole: true);

    /// <summary>A duration that can't be negative.</summary>
    internal static RuleColumn Length(string name) => new(name, RuleType.Duration, Allowed: ">= 0 min");

    internal static RuleRow Row(string id, string[] cells, string[] outcomes, string? remark = null) => new(id, cells, outcomes, remark);

    /// <summary>An example of one row's answer.</summary>
    internal static RuleExample Says(string name, (string Input, string Value)[] inputs, params (string Outcome, string Value)[] outcomes) =>
        new(name, inputs.ToDictionary(each => each.Input, each => each.Value), [outcomes.ToDictionary(each => each.Outcome, each => each.Value)]);

    /// <summary>An example that lacks inputs.</summary>
    internal static RuleExample Lacks(string name, (string Input, string Value)[] inputs, params string[] missing) =>
        new(name, inputs.ToDictionary(each => each.Input, each => each.Value), [], missing);
}
