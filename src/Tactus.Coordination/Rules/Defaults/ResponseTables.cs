using static Tactus.Coordination.Rules.Defaults.Vocabulary;

namespace Tactus.Coordination.Rules.Defaults;

/// <summary>What happens first when an exception opens: who owns it, how bad it is, what is contained at once.</summary>
internal static class ResponseTables
{
    /// <summary>Who owns an exception. The first row that fits wins, so a plant puts the rows of its own work centres on top.</summary>
    internal static DecisionTable Assign { get; } = new("assign", 1, HitPolicy.Priority, [], [],
        [Kind, new("workCentre", RuleType.Text), Choice("shift", "day", "late", "night")],
        [Role("role")],
        [
            Row("A1", ["[machineDown, machineSlow]", "-", "day"], ["maintenanceLead"]),
            Row("A2", ["toolBroken", "-", "day"], ["toolroom"]),
            Row("A3", ["[machineDown, machineSlow, toolBroken]", "-", "-"], ["shiftLead"], "After the day shift the shift lead calls the fitter on duty."),
            Row("A4", ["[lotHeld, inspectionFailed, spcRuleBroken, scrapBeyondYield]", "-", "not [night]"], ["qualityEngineer"]),
            Row("A5", ["[lotHeld, inspectionFailed, spcRuleBroken, scrapBeyondYield]", "-", "-"], ["shiftLead"], "At night nobody of quality is in the plant; the lot stays held."),
            Row("A6", ["lotRecalled", "-", "-"], ["qualityManager"], "A recall is owned by one person at any hour."),
            Row("A7", ["[materialShort, materialLate]", "-", "not [night]"], ["materialPlanner"]),
            Row("A8", ["[materialShort, materialLate]", "-", "-"], ["shiftLead"]),
            Row("A9", ["supplierLate", "-", "-"], ["buyer"]),
            Row("A10", ["[orderQuantityChanged, orderDateChanged, orderCancelled, rushOrder, orderLate]", "-", "-"], ["productionPlanner"]),
            Row("A11", ["[operatorAbsent, certificateLapsed]", "-", "-"], ["shiftLead"]),
            Row("A12", ["engineeringChange", "-", "-"], ["processEngineer"]),
            Row("A13", ["[systemsDisagree, eventMissing]", "-", "-"], ["integrationOwner"]),
        ],
        [
            Owner("a machine stops by day", "machineDown", "day", "maintenanceLead"),
            Owner("a tool breaks by day", "toolBroken", "day", "toolroom"),
            Owner("a machine stops at night", "machineDown", "night", "shiftLead"),
            Owner("a control chart's rule is broken on the late shift", "spcRuleBroken", "late", "qualityEngineer"),
            Owner("a lot is held at night", "lotHeld", "night", "shiftLead"),
            Owner("a supplier recalls a lot", "lotRecalled", "night", "qualityManager"),
            Owner("material is short by day", "materialShort", "day", "materialPlanner"),
            Owner("material is short at night", "materialShort", "night", "shiftLead"),
            Owner("a supplier is late", "supplierLate", "day", "buyer"),
            Owner("a customer cuts the quantity", "orderQuantityChanged", "late", "productionPlanner"),
            Owner("an operator is absent", "operatorAbsent", "day", "shiftLead"),
            Owner("a drawing changes", "engineeringChange", "day", "processEngineer"),
            Owner("stock differs between the two systems", "systemsDisagree", "night", "integrationOwner"),
            Lacks("the shift is not known", [("kind", "machineDown"), ("workCentre", "WC-10")], "shift"),
        ]);

    /// <summary>How bad an exception is: 1 is the worst. The first row that fits wins.</summary>
    internal static DecisionTable Severity { get; } = new("severity", 1, HitPolicy.Priority, [], [],
        [Kind, Length("lateness"), LateJobs, CustomerClass],
        [Vocabulary.Severity],
        [
            Row("S1", ["lotRecalled", "-", "-", "-"], ["1"], "Parts may be at customers."),
            Row("S2", ["-", ">= 1 d", "-", "A"], ["1"], "The customer's line stops."),
            Row("S3", ["-", "-", ">= 10", "-"], ["1"]),
            Row("S4", ["[lotHeld, inspectionFailed, spcRuleBroken]", "-", "-", "-"], ["2"], "Suspect parts spread while nobody acts."),
            Row("S5", ["-", "> 0 min", "-", "A"], ["2"]),
            Row("S6", ["-", ">= 1 d", "-", "-"], ["2"]),
            Row("S7", ["-", "-", "3 .. 9", "-"], ["2"]),
            Row("S8", ["-", "4 h .. < 1 d", "-", "-"], ["3"]),
            Row("S9", ["-", "-", "1 .. 2", "-"], ["3"]),
            Row("S10", ["[machineDown, toolBroken, materialShort, systemsDisagree]", "-", "-", "-"], ["3"], "Nothing is late yet, but something that others need is gone."),
            Row("S11", ["-", "-", "-", "-"], ["4"]),
        ],
        [
            Bad("a supplier recalls a lot", "lotRecalled", "0 min", "0", "C", "1"),
            Bad("an A customer a day and a half late", "materialLate", "36 h", "1", "A", "1"),
            Bad("twelve late jobs", "machineDown", "2 h", "12", "C", "1"),
            Bad("nine points on one side", "spcRuleBroken", "0 min", "0", "B", "2"),
            Bad("an A customer ten minutes late", "machineDown", "10 min", "1", "A", "2"),
            Bad("a C customer two days late", "supplierLate", "2 d", "1", "C", "2"),
            Bad("five jobs a little late", "machineDown", "30 min", "5", "B", "2"),
            Bad("a B customer six hours late", "materialLate", "6 h", "1", "B", "3"),
            Bad("one job an hour late", "operatorAbsent", "1 h", "1", "B", "3"),
            Bad("a machine stops and nothing is late", "machineDown", "0 min", "0", "B", "3"),
            Bad("a machine runs slowly and nothing is late", "machineSlow", "0 min", "0", "C", "4"),
            Lacks("how many jobs are late is not known", [("kind", "machineDown"), ("lateness", "2 h"), ("customerClass", "B")], "lateJobs"),
        ]);

    /// <summary>What is contained before anybody has decided. Containing can be undone; what it stops from spreading can't.</summary>
    internal static DecisionTable Contain { get; } = new("contain", 1, HitPolicy.Unique, [], [],
        [Kind, Vocabulary.Severity],
        [YesNo("contain"), Choice("what", "holdLotAndWhatWasMadeOfIt", "holdLot", "blockNextStart", "takeMachineOffDispatch", "noNewStarts")],
        [
            Row("C1", ["lotRecalled", "-"], ["true", "holdLotAndWhatWasMadeOfIt"]),
            Row("C2", ["[lotHeld, inspectionFailed, spcRuleBroken]", "-"], ["true", "holdLot"]),
            Row("C3", ["scrapBeyondYield", "1 .. 2"], ["true", "blockNextStart"]),
            Row("C4", ["scrapBeyondYield", "3 .. 4"], ["false", "-"]),
            Row("C5", ["[machineDown, toolBroken]", "-"], ["true", "takeMachineOffDispatch"]),
            Row("C6", ["[certificateLapsed, engineeringChange]", "-"], ["true", "blockNextStart"]),
            Row("C7", ["[orderQuantityChanged, orderCancelled]", "-"], ["true", "noNewStarts"], "What is in process goes on until somebody has decided."),
            Row("C8", ["systemsDisagree", "1 .. 2"], ["true", "holdLot"], "The stricter side wins."),
            Row("C9", ["systemsDisagree", "3 .. 4"], ["false", "-"]),
            Row("C10", ["[machineSlow, materialShort, materialLate, supplierLate, orderDateChanged, rushOrder, orderLate, operatorAbsent, eventMissing]", "-"], ["false", "-"]),
        ],
        [
            Stop("a supplier recalls a lot", "lotRecalled", "1", "holdLotAndWhatWasMadeOfIt"),
            Stop("nine points on one side", "spcRuleBroken", "2", "holdLot"),
            Stop("much scrap", "scrapBeyondYield", "2", "blockNextStart"),
            Stop("a little scrap", "scrapBeyondYield", "3", null),
            Stop("a machine stops", "machineDown", "3", "takeMachineOffDispatch"),
            Stop("a certificate lapses", "certificateLapsed", "4", "blockNextStart"),
            Stop("a customer cuts the quantity", "orderQuantityChanged", "3", "noNewStarts"),
            Stop("a shipped lot is held on one side only", "systemsDisagree", "1", "holdLot"),
            Stop("a count differs by a little", "systemsDisagree", "4", null),
            Stop("material is late", "materialLate", "2", null),
        ]);

    private static RuleExample Owner(string name, string kind, string shift, string role) =>
        Says(name, [("kind", kind), ("workCentre", "WC-10"), ("shift", shift)], ("role", role));

    private static RuleExample Bad(string name, string kind, string lateness, string lateJobs, string customer, string severity) =>
        Says(name, [("kind", kind), ("lateness", lateness), ("lateJobs", lateJobs), ("customerClass", customer)], ("severity", severity));

    private static RuleExample Stop(string name, string kind, string severity, string? what) =>
        Says(name, [("kind", kind), ("severity", severity)], what is null ? [("contain", "false")] : [("contain", "true"), ("what", what)]);
}
