using Tactus.Coordination.Rules;

namespace Tactus.Tests.Coordination.Rules;

public sealed class TableExampleTests
{
    [Fact]
    public void Examples_that_come_out_as_expected_pass_and_rows_without_one_are_named()
    {
        var report = Run(Example("a", new() { ["wait"] = "5 h" }, new() { ["role"] = "lead", ["step"] = "call" }));
        report.Failures.ShouldBeEmpty();
        report.Uncovered.ShouldBe(["R2"]);
        report.Passed.ShouldBeFalse();
    }

    [Fact]
    public void Each_way_to_differ_is_told_in_a_sentence()
    {
        Fault(Example("other", new() { ["wait"] = "5 h" }, new() { ["role"] = "owner", ["step"] = "call" })).ShouldBe("Expected role = owner; row R1 says lead.");
        Fault(Example("more", new() { ["wait"] = "5 h" }, new() { ["role"] = "lead" })).ShouldBe("Expected nothing about step; row R1 says call.");
        Fault(Example("less", new() { ["wait"] = "1 h" }, new() { ["role"] = "owner", ["step"] = "call" })).ShouldBe("Expected step = call; row R2 says nothing about it.");
        Fault(Example("column", new() { ["wait"] = "5 h" }, new() { ["rank"] = "1" })).ShouldBe("There is no outcome column rank.");
        Fault(new("none", Inputs(("wait", "5 h")), [])).ShouldStartWith("Expected no row, got one row.");
        Fault(Example("input", new() { ["weight"] = "5 kg" }, [])).ShouldContain("has no input weight");
        Fault(Example("value", new() { ["wait"] = "5 kg" }, [])).ShouldContain("Example value, column wait, character 3");
        Fault(Example("outside", new() { ["wait"] = "-1 h" }, [])).ShouldContain("only >= 0 min can occur");
        Fault(new("blocked", Inputs(), [new Dictionary<string, string>()])).ShouldContain("wait is missing");
    }

    [Fact]
    public void An_example_may_expect_no_row_or_a_missing_input()
    {
        var table = Table() with { Rows = [.. Table().Rows.Take(1)] };
        RuleExample[] examples = [new("none", Inputs(("wait", "1 h")), []), new("blocked", Inputs(), [], ["wait"])];
        TableExamples.Run(ReadyTable.Read(table with { Examples = examples }).Value).Failures.ShouldBeEmpty();
        TableExamples.Run(ReadyTable.Read(table with { Examples = [new("blocked", Inputs(("wait", "1 h")), [], ["wait"])] }).Value).Failures.ShouldHaveSingleItem()
            .Sentence.ShouldStartWith("Expected to be blocked for want of wait.");
    }

    [Fact]
    public void A_row_is_covered_only_by_an_example_that_came_out_right() =>
        Run(Example("other", new() { ["wait"] = "5 h" }, new() { ["role"] = "owner" })).Uncovered.ShouldBe(["R1", "R2"]);

    [Fact]
    public void Under_collect_an_example_names_what_each_row_says()
    {
        var table = Table() with { HitPolicy = HitPolicy.Collect, Rows = [.. Table().Rows, new("R3", ["-"], ["owner", "notify"])] };
        var example = new RuleExample("both", Inputs(("wait", "5 h")), [Inputs(("role", "lead"), ("step", "call")), Inputs(("role", "owner"), ("step", "notify"))]);
        var report = TableExamples.Run(ReadyTable.Read(table with { Examples = [example] }).Value);
        report.Failures.ShouldBeEmpty();
        report.Uncovered.ShouldBe(["R2"]);
    }

    private static string Fault(RuleExample example) => Run(example).Failures.ShouldHaveSingleItem().Sentence;

    private static ExampleReport Run(RuleExample example) => TableExamples.Run(ReadyTable.Read(Table() with { Examples = [example] }).Value);

    private static RuleExample Example(string name, Dictionary<string, string> inputs, Dictionary<string, string> says) => new(name, inputs, [says]);

    private static Dictionary<string, string> Inputs(params (string Name, string Value)[] inputs) => inputs.ToDictionary(each => each.Name, each => each.Value);

    private static DecisionTable Table() => new("test", 1, HitPolicy.Unique, [], [], [new("wait", RuleType.Duration, Allowed: ">= 0 min")],
        [new("role", RuleType.Choice, Values: ["owner", "lead"]), new("step", RuleType.Choice, Values: ["call", "notify"])],
        [new("R1", [">= 4 h"], ["lead", "call"]), new("R2", ["< 4 h"], ["owner", "-"])], []);
}
