using static Tactus.Coordination.Rules.Defaults.Vocabulary;

namespace Tactus.Coordination.Rules.Defaults;

/// <summary>Who gets what is short: material, a machine's setup, and our attention.</summary>
internal static class AllocationTables
{
    private static readonly RuleColumn OrderPriority = new("orderPriority", RuleType.Number, Allowed: "1 .. 9", Whole: true);

    /// <summary>Which order gets short material first: rank 1 before rank 2. Slack is what is left until the date after the work still to be done.</summary>
    internal static DecisionTable MaterialAllocation { get; } = new("materialAllocation", 1, HitPolicy.Priority,
        [new("due", RuleType.DateTime), new("now", RuleType.DateTime), Length("remainingWork")],
        [new("slack", "due - now - remainingWork")],
        [OrderPriority, new("slack", RuleType.Duration), CustomerClass, YesNo("completesOrder"), YesNo("substitute")],
        [Rank(5), YesNo("mayBeSplit")],
        [
            Row("M1", ["1", "-", "-", "-", "-"], ["1", "false"], "Set by hand, so somebody wants it whole."),
            Row("M2", ["-", "< 0 min", "A", "-", "-"], ["1", "true"], "Late already: every part helps."),
            Row("M3", ["-", "< 0 min", "-", "-", "-"], ["2", "true"]),
            Row("M4", ["-", "< 1 d", "-", "true", "-"], ["2", "false"], "It leaves the plant with this material."),
            Row("M5", ["-", "-", "A", "-", "false"], ["3", "false"]),
            Row("M6", ["-", "< 1 d", "-", "-", "-"], ["3", "true"]),
            Row("M7", ["-", "-", "-", "-", "true"], ["5", "true"], "It can be made of something else."),
            Row("M8", ["-", "-", "-", "-", "-"], ["4", "true"]),
        ],
        [
            Allot("first by hand", "1", "2026-03-20T06:00Z", "C", false, true, "1", "false"),
            Allot("an A customer that is late", "5", "2026-03-02T06:00Z", "A", false, false, "1", "true"),
            Allot("a C customer that is late", "5", "2026-03-02T06:00Z", "C", true, false, "2", "true"),
            Allot("half a day left and complete with it", "5", "2026-03-03T02:00Z", "B", true, false, "2", "false"),
            Allot("an A customer with time left", "3", "2026-03-20T06:00Z", "A", false, false, "3", "false"),
            Allot("half a day left and more is needed", "5", "2026-03-03T02:00Z", "B", false, false, "3", "true"),
            Allot("time left and a substitute", "5", "2026-03-20T06:00Z", "B", false, true, "5", "true"),
            Allot("time left, nothing else would do", "5", "2026-03-20T06:00Z", "B", false, false, "4", "true"),
            Lacks("the remaining work is not known",
                [("orderPriority", "5"), ("due", "2026-03-20T06:00Z"), ("now", "2026-03-02T06:00Z"), ("customerClass", "B"), ("completesOrder", "true"), ("substitute", "false")],
                "remainingWork"),
        ]);

    /// <summary>Whether a machine is set up for a more urgent job. The setup is counted twice, since the machine has to be set back.</summary>
    internal static DecisionTable Changeover { get; } = new("changeover", 1, HitPolicy.Priority,
        [Length("latenessAvoided"), Length("addedSetup")],
        [new("gain", "latenessAvoided - 2 * addedSetup")],
        [YesNo("frozen"), YesNo("toolReady"), new("gain", RuleType.Duration), CustomerClass],
        [Choice("changeover", "change", "ask", "keep")],
        [
            Row("X1", ["-", "false", "-", "-"], ["keep"], "Without the tool there is nothing to ask."),
            Row("X2", ["-", "-", "<= 0 min", "-"], ["keep"]),
            Row("X3", ["true", "-", "-", "A"], ["ask"], "What is frozen moves only by a person's decision."),
            Row("X4", ["true", "-", "-", "-"], ["keep"]),
            Row("X5", ["-", "-", ">= 2 h", "-"], ["change"]),
            Row("X6", ["-", "-", "-", "A"], ["change"]),
            Row("X7", ["-", "-", "-", "-"], ["ask"]),
        ],
        [
            SetUp("the tool is away", false, false, "8 h", "30 min", "A", "keep"),
            SetUp("there and back costs all it brings", false, true, "1 h", "30 min", "A", "keep"),
            SetUp("frozen, for an A customer", true, true, "8 h", "30 min", "A", "ask"),
            SetUp("frozen, for a B customer", true, true, "8 h", "30 min", "B", "keep"),
            SetUp("seven hours gained", false, true, "8 h", "30 min", "C", "change"),
            SetUp("an hour gained for an A customer", false, true, "2 h", "30 min", "A", "change"),
            SetUp("an hour gained for a B customer", false, true, "2 h", "30 min", "B", "ask"),
        ]);

    /// <summary>Which customer is served first when not all can be, and who speaks to those who wait.</summary>
    internal static DecisionTable ServicePriority { get; } = new("servicePriority", 1, HitPolicy.Priority, [], [],
        [CustomerClass, YesNo("penalty"), new("promisesBroken", RuleType.Number, Allowed: ">= 0", Whole: true), Length("lateness")],
        [Rank(4), Choice("tells", "productionManager", "customerService", "nobody")],
        [
            Row("V1", ["A", "-", ">= 1", "-"], ["1", "productionManager"], "An A customer is not let down twice."),
            Row("V2", ["-", "true", "-", "> 0 min"], ["1", "customerService"], "It costs money from now on."),
            Row("V3", ["A", "-", "-", "> 0 min"], ["2", "customerService"]),
            Row("V4", ["A", "-", "-", "-"], ["2", "nobody"]),
            Row("V5", ["-", "-", ">= 2", "-"], ["2", "customerService"]),
            Row("V6", ["B", "-", "-", ">= 1 d"], ["3", "customerService"]),
            Row("V7", ["B", "-", "-", "-"], ["3", "nobody"]),
            Row("V8", ["-", "-", "-", ">= 1 d"], ["4", "customerService"]),
            Row("V9", ["-", "-", "-", "-"], ["4", "nobody"]),
        ],
        [
            Serve("an A customer let down before", "A", false, "1", "0 min", "1", "productionManager"),
            Serve("a C customer late under penalty", "C", true, "0", "1 h", "1", "customerService"),
            Serve("an A customer late for the first time", "A", false, "0", "1 h", "2", "customerService"),
            Serve("an A customer in time", "A", false, "0", "0 min", "2", "nobody"),
            Serve("a C customer let down twice", "C", false, "2", "0 min", "2", "customerService"),
            Serve("a B customer two days late", "B", false, "0", "2 d", "3", "customerService"),
            Serve("a B customer in time", "B", false, "1", "0 min", "3", "nobody"),
            Serve("a C customer two days late", "C", false, "0", "2 d", "4", "customerService"),
            Serve("a C customer an hour late", "C", false, "1", "1 h", "4", "nobody"),
        ]);

    private static RuleExample Allot(string name, string priority, string due, string customer, bool completes, bool substitute, string rank, string split) =>
        Says(name,
            [("orderPriority", priority), ("due", due), ("now", "2026-03-02T06:00Z"), ("remainingWork", "8 h"), ("customerClass", customer),
                ("completesOrder", Word(completes)), ("substitute", Word(substitute))],
            ("rank", rank), ("mayBeSplit", split));

    private static RuleExample SetUp(string name, bool frozen, bool tool, string avoided, string setup, string customer, string answer) =>
        Says(name, [("frozen", Word(frozen)), ("toolReady", Word(tool)), ("latenessAvoided", avoided), ("addedSetup", setup), ("customerClass", customer)], ("changeover", answer));

    private static RuleExample Serve(string name, string customer, bool penalty, string broken, string lateness, string rank, string tells) =>
        Says(name, [("customerClass", customer), ("penalty", Word(penalty)), ("promisesBroken", broken), ("lateness", lateness)], ("rank", rank), ("tells", tells));

    private static string Word(bool yes) => yes ? "true" : "false";
}
