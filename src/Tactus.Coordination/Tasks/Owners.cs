namespace Tactus.Coordination.Tasks;

/// <summary>Who is asked first: roles by kind of exception, and functions of the plant by role.</summary>
internal static class Owners
{
    /// <summary>Functions in the plant: what promises are counted between.</summary>
    internal static IReadOnlyList<string> Functions { get; } = ["sales", "planning", "purchasing", "production", "quality", "maintenance", "warehouse", "engineering"];

    /// <summary>Every role that somebody can be on duty in: those of the rules, and the functions themselves.</summary>
    internal static IReadOnlyList<string> Roles { get; } = [.. Rules.Defaults.Vocabulary.Roles.Where(role => role != EscalationStep.Owner), .. Functions];

    /// <summary>The role that decides about a kind of exception.</summary>
    internal static string RoleOf(string kind) => kind switch
    {
        "toolBroken" => "toolroom",
        "materialShort" or "materialLate" => "materialPlanner",
        "supplierLate" => "buyer",
        "lotHeld" or "lotRecalled" or "inspectionFailed" or "spcRuleBroken" => "qualityEngineer",
        "scrapBeyondYield" or "engineeringChange" => "processEngineer",
        "orderQuantityChanged" or "orderDateChanged" or "orderCancelled" => "customerService",
        "operatorAbsent" or "certificateLapsed" => "shiftLead",
        "systemsDisagree" or "eventMissing" => "integrationOwner",
        _ => "productionPlanner",
    };

    /// <summary>The function that a role belongs to.</summary>
    internal static string FunctionOf(string role) => role switch
    {
        "customerService" => "sales",
        "productionPlanner" => "planning",
        "buyer" => "purchasing",
        "materialPlanner" => "warehouse",
        "shiftLead" or "productionManager" or "plantManager" or "integrationOwner" => "production",
        "qualityEngineer" or "qualityManager" => "quality",
        "maintenanceLead" or "toolroom" => "maintenance",
        "processEngineer" => "engineering",
        _ => role,
    };
}
