using static Tactus.Coordination.Rules.Defaults.Vocabulary;

namespace Tactus.Coordination.Rules.Defaults;

/// <summary>Who decides, and what happens when nobody does.</summary>
internal static class AuthorityTables
{
    /// <summary>Whether the best option is carried out without asking. All figures are those of the option against doing nothing.</summary>
    internal static DecisionTable DecideAutomatically { get; } = new("decideAutomatically", 1, HitPolicy.Priority, [], [],
        [LateJobs, new("machineChanges", RuleType.Number, Allowed: ">= 0", Whole: true), Length("addedTardiness"), new("confidence", RuleType.Number, "%", Allowed: "0 % .. 100 %")],
        [Choice("decide", "auto", "ask")],
        [
            Row("D1", ["-", "-", "-", "< 80 %"], ["ask"], "The figures themselves are in doubt."),
            Row("D2", [">= 3", "-", "-", "-"], ["ask"], "Several customers would notice."),
            Row("D3", ["-", "> 5", "-", "-"], ["ask"], "The floor should agree before so much is moved about."),
            Row("D4", ["-", "-", "> 1 h", "-"], ["ask"]),
            Row("D5", ["1 .. 2", "-", "-", "< 95 %"], ["ask"]),
            Row("D6", ["-", "-", "-", "-"], ["auto"]),
        ],
        [
            Decide("the estimate is poor", "0", "1", "0 min", "60 %", "ask"),
            Decide("four jobs become late", "4", "1", "30 min", "99 %", "ask"),
            Decide("eight operations change their machine", "0", "8", "0 min", "99 %", "ask"),
            Decide("two hours of tardiness are added", "1", "1", "2 h", "99 %", "ask"),
            Decide("one job late and a fair estimate", "1", "1", "20 min", "90 %", "ask"),
            Decide("nothing late, little moved", "0", "2", "0 min", "85 %", "auto"),
            Lacks("nobody knows how sure the estimate is", [("lateJobs", "0"), ("machineChanges", "2"), ("addedTardiness", "0 min")], "confidence"),
        ]);

    /// <summary>Whom an unanswered exception goes to as time passes, and how.</summary>
    internal static DecisionTable Escalate { get; } = new("escalate", 1, HitPolicy.Unique, [], [],
        [Vocabulary.Severity, Length("unanswered")],
        [Role("role"), Choice("nextStep", "notify", "page", "call", "convene")],
        [
            Row("E1", ["1", "< 5 min"], ["owner", "page"]),
            Row("E2", ["1", "5 min .. < 15 min"], ["shiftLead", "page"]),
            Row("E3", ["1", "15 min .. < 30 min"], ["productionManager", "call"]),
            Row("E4", ["1", ">= 30 min"], ["plantManager", "convene"]),
            Row("E5", ["2", "< 15 min"], ["owner", "notify"]),
            Row("E6", ["2", "15 min .. < 1 h"], ["shiftLead", "page"]),
            Row("E7", ["2", ">= 1 h"], ["productionManager", "call"]),
            Row("E8", ["3", "< 1 h"], ["owner", "notify"]),
            Row("E9", ["3", "1 h .. < 4 h"], ["shiftLead", "notify"]),
            Row("E10", ["3", ">= 4 h"], ["productionManager", "notify"]),
            Row("E11", ["4", "< 1 d"], ["owner", "notify"]),
            Row("E12", ["4", ">= 1 d"], ["shiftLead", "notify"]),
        ],
        [
            Unanswered("just opened, severity 1", "1", "0 min", "owner", "page"),
            Unanswered("a hold still pending after five minutes", "1", "5 min", "shiftLead", "page"),
            Unanswered("twenty minutes, severity 1", "1", "20 min", "productionManager", "call"),
            Unanswered("half an hour, severity 1", "1", "30 min", "plantManager", "convene"),
            Unanswered("ten minutes, severity 2", "2", "10 min", "owner", "notify"),
            Unanswered("half an hour, severity 2", "2", "30 min", "shiftLead", "page"),
            Unanswered("two hours, severity 2", "2", "2 h", "productionManager", "call"),
            Unanswered("half an hour, severity 3", "3", "30 min", "owner", "notify"),
            Unanswered("three hours, severity 3", "3", "3 h", "shiftLead", "notify"),
            Unanswered("half a day, severity 3", "3", "12 h", "productionManager", "notify"),
            Unanswered("half a day, severity 4", "4", "12 h", "owner", "notify"),
            Unanswered("two days, severity 4", "4", "2 d", "shiftLead", "notify"),
        ]);

    private static RuleExample Decide(string name, string lateJobs, string changes, string tardiness, string confidence, string decide) =>
        Says(name, [("lateJobs", lateJobs), ("machineChanges", changes), ("addedTardiness", tardiness), ("confidence", confidence)], ("decide", decide));

    private static RuleExample Unanswered(string name, string severity, string time, string role, string step) =>
        Says(name, [("severity", severity), ("unanswered", time)], ("role", role), ("nextStep", step));
}
