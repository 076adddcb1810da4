using FsCheck;
using FsCheck.Fluent;
using Tactus.Coordination.Rules;

namespace Tactus.Tests.Coordination.Rules;

public sealed class EvaluationTests
{
    [Fact]
    public void Decisions_agree_with_a_second_evaluator_on_random_tables_and_inputs()
    {
        Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
        {
            var dice = new Random(seed);
            var model = RandomTables.Make(seed, (HitPolicy)(seed % 3), mostColumns: 5, mostRows: 8);
            for (var i = 0; i < 50; i++)
            {
                object?[] point = [.. model.Columns.Select(column => dice.Next(4) == 0 ? null : column.Grid[dice.Next(column.Grid.Count)])];
                var decision = model.Ready.Evaluate(model.Inputs(point)).Value;
                var (kind, kept, missing) = Second(model, point);
                decision.Kind.ShouldBe(kind, decision.Sentence);
                decision.Kept.Select(row => row.Id).ShouldBe(kept);
                decision.Missing.ShouldBe(missing, ignoreOrder: true);
                decision.Version.ShouldBe(1);
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_missing_input_blocks_and_is_shown()
    {
        var decision = Decide(HitPolicy.Unique, [("R1", "A", ">= 4 h"), ("R2", "B", "-")], kind: "A");
        decision.Kind.ShouldBe(DecisionKind.Blocked);
        decision.Missing.ShouldBe(["wait"]);
        decision.Waiting.ShouldBe(["R1"]);
        decision.Kept.ShouldBeEmpty();
        decision.Sentence.ShouldBe("Table test version 3 was not evaluated: wait is missing, and row R1 needs it.");
    }

    [Fact]
    public void A_row_excluded_by_another_cell_does_not_need_the_missing_input()
    {
        var decision = Decide(HitPolicy.Unique, [("R1", "A", ">= 4 h"), ("R2", "B", "-")], kind: "B");
        decision.Kind.ShouldBe(DecisionKind.Decided);
        decision.Kept.ShouldHaveSingleItem().Id.ShouldBe("R2");
    }

    [Fact]
    public void A_missing_input_is_never_taken_as_empty()
    {
        Decide(HitPolicy.Unique, [("R1", "not [A]", "-")], wait: 5).Kind.ShouldBe(DecisionKind.Blocked);
        Decide(HitPolicy.Collect, [("R1", "-", "-"), ("R2", "not [A]", "-")], wait: 5).Kind.ShouldBe(DecisionKind.Blocked);
    }

    [Fact]
    public void Under_priority_the_first_row_that_fits_is_kept_and_rows_below_need_nothing()
    {
        var decision = Decide(HitPolicy.Priority, [("R1", "A", "-"), ("R2", "-", ">= 4 h"), ("R3", "-", "-")], kind: "A");
        decision.Kept.ShouldHaveSingleItem().Id.ShouldBe("R1");
        decision.Matched.ShouldBe(["R1", "R3"]);
        Decide(HitPolicy.Priority, [("R2", "-", ">= 4 h"), ("R1", "A", "-")], kind: "A").Kind.ShouldBe(DecisionKind.Blocked);
    }

    [Fact]
    public void Collect_keeps_every_row_that_fits_in_the_tables_order()
    {
        var decision = Decide(HitPolicy.Collect, [("R1", "A", "-"), ("R2", "B", "-"), ("R3", "-", ">= 4 h")], "A", 5);
        decision.Kept.Select(row => row.Id).ShouldBe(["R1", "R3"]);
    }

    [Fact]
    public void Two_rows_under_unique_are_a_named_fault_and_nothing_is_kept()
    {
        var decision = Decide(HitPolicy.Unique, [("R1", "A", "-"), ("R2", "-", ">= 4 h")], "A", 5);
        decision.Kind.ShouldBe(DecisionKind.SeveralRows);
        decision.Matched.ShouldBe(["R1", "R2"]);
        decision.Kept.ShouldBeEmpty();
        decision.Sentence.ShouldContain("rows R1, R2 fit");
    }

    [Fact]
    public void No_row_is_a_result_with_a_name()
    {
        var decision = Decide(HitPolicy.Unique, [("R1", "A", "-")], "B", 5);
        decision.Kind.ShouldBe(DecisionKind.NoRow);
        decision.Value("answer").ShouldBeNull();
    }

    [Fact]
    public void A_decision_keeps_the_version_the_row_and_what_it_says()
    {
        var decision = Decide(HitPolicy.Unique, [("R1", "A", "> 4 h")], "A", 5);
        (decision.Table, decision.Version).ShouldBe(("test", 3));
        decision.Value("answer").ShouldBe(RuleValue.Text("R1 says so"));
        decision.Kept[0].Outcomes.Keys.ShouldBe(["answer"]);
    }

    [Fact]
    public void Inputs_that_cannot_be_are_refused()
    {
        var table = Table(HitPolicy.Unique, [("R1", "A", ">= 4 h")]);
        Refused("kind", RuleValue.Choice("Z")).ShouldBe("input-unknown");
        Refused("kind", RuleValue.Text("A")).ShouldBe("input-type");
        Refused("wait", RuleValue.Number(4, "h")).ShouldBe("input-type");
        Refused("wait", RuleValue.Seconds(-1)).ShouldBe("input-outside");
        table.Evaluate(new Dictionary<string, RuleValue> { ["kind"] = RuleValue.Choice("B"), ["notAsked"] = RuleValue.YesNo(true) }).Value.Kind.ShouldBe(DecisionKind.NoRow);

        var numbers = ReadyTable.Read(new("numbers", 1, HitPolicy.Unique, [], [], [new("mass", RuleType.Number, "kg"), new("count", RuleType.Number, Whole: true)],
            [new("answer", RuleType.YesNo)], [new("R1", ["-", "-"], ["true"])], [])).Value;
        numbers.Evaluate(new Dictionary<string, RuleValue> { ["mass"] = RuleValue.Number(1, "t") }).Refusal.ShouldNotBeNull().Code.ShouldBe("input-unit");
        numbers.Evaluate(new Dictionary<string, RuleValue> { ["count"] = RuleValue.Number(1.5m) }).Refusal.ShouldNotBeNull().Code.ShouldBe("input-not-whole");

        string Refused(string name, RuleValue value) => table.Evaluate(new Dictionary<string, RuleValue> { [name] = value }).Refusal.ShouldNotBeNull().Code;
    }

    [Fact]
    public void A_table_whose_parts_do_not_go_together_is_refused_with_the_place()
    {
        var good = Table(HitPolicy.Unique, [("R1", "A", "-")]).Written;
        Place(good with { Name = " " }).ShouldBe(("table-name", "name"));
        Place(good with { Version = 0 }).ShouldBe(("table-version", "version"));
        Place(good with { Rows = [] }).ShouldBe(("table-rows", "rows"));
        Place(good with { Conditions = [good.Conditions[0], good.Conditions[0]] }).ShouldBe(("column-twice", "conditions[1].name"));
        Place(good with { Conditions = [new("late jobs", RuleType.Number)] }).ShouldBe(("column-name", "conditions[0].name"));
        Place(good with { Conditions = [new("kind", RuleType.Choice)] }).ShouldBe(("column-values", "conditions[0].values"));
        Place(good with { Conditions = [new("wait", RuleType.Duration, "h")] }).ShouldBe(("column-unit", "conditions[0].unit"));
        Place(good with { Conditions = [good.Conditions[0], good.Conditions[1] with { Allowed = ">= 4" }] }).ShouldBe(("cell-unit", "conditions[1].allowed"));
        Place(good with { Rows = [good.Rows[0], good.Rows[0]] }).ShouldBe(("row-twice", "rows[1].id"));
        Place(good with { Rows = [good.Rows[0] with { Cells = ["A"] }] }).ShouldBe(("row-cells", "rows[0].cells"));
        Place(good with { Rows = [good.Rows[0] with { Cells = ["A", "4"] }] }).ShouldBe(("cell-unit", "rows[0].cells[1]"));
        Place(good with { Derived = [new("kind", "wait > 4 h")] }).ShouldBe(("expression-unit", "derived[0].expression"));
        Place(good with { Outcomes = [new("answer", RuleType.Number, Allowed: "1 .. 4"), good.Outcomes[1]], Rows = [good.Rows[0] with { Outcomes = ["5", "-"] }] })
            .ShouldBe(("input-outside", "rows[0].outcomes[0]"));

        static (string, string) Place(DecisionTable table)
        {
            var refusal = ReadyTable.Read(table).Refusal.ShouldNotBeNull();
            return (refusal.Code, refusal.Errors.ShouldNotBeNull().Keys.Single());
        }
    }

    /// <summary>The rules of a decision said a second time, on the model's meaning of the cells.</summary>
    private static (DecisionKind, string[], string[]) Second(ModelTable model, object?[] point)
    {
        var states = model.Rows.Select((row, r) =>
        {
            var excluded = row.Where((cell, c) => point[c] is { } value && !cell.Fits(value)).Any();
            string[] needs = [.. row.Select((cell, c) => (cell, c)).Where(each => point[each.c] is null && !each.cell.Any).Select(each => model.Columns[each.c].Column.Name)];
            return (Id: $"R{r}", Excluded: excluded, Needs: needs);
        }).Where(row => !row.Excluded).ToList();
        string[] fit = [.. states.Where(row => row.Needs.Length == 0).Select(row => row.Id)];
        if (model.Written.HitPolicy == HitPolicy.Priority && fit.Length > 0) states = [.. states.TakeWhile(row => row.Id != fit[0])];
        string[] missing = [.. states.SelectMany(row => row.Needs).Distinct()];
        if (missing.Length > 0) return (DecisionKind.Blocked, [], missing);
        if (fit.Length == 0) return (DecisionKind.NoRow, [], []);
        if (model.Written.HitPolicy == HitPolicy.Unique && fit.Length > 1) return (DecisionKind.SeveralRows, [], []);
        return (DecisionKind.Decided, model.Written.HitPolicy == HitPolicy.Collect ? fit : [fit[0]], []);
    }

    private static ReadyTable Table(HitPolicy policy, (string Id, string Kind, string Wait)[] rows) => ReadyTable.Read(new("test", 3, policy, [], [],
        [new("kind", RuleType.Choice, Values: ["A", "B"]), new("wait", RuleType.Duration, Allowed: ">= 0 min")],
        [new("answer", RuleType.Text), new("more", RuleType.YesNo)],
        [.. rows.Select(row => new RuleRow(row.Id, [row.Kind, row.Wait], [$"{row.Id} says so", "-"]))], [])).Value;

    private static RuleDecision Decide(HitPolicy policy, (string Id, string Kind, string Wait)[] rows, string? kind = null, int? wait = null)
    {
        var inputs = new Dictionary<string, RuleValue>();
        if (kind is not null) inputs["kind"] = RuleValue.Choice(kind);
        if (wait is { } hours) inputs["wait"] = RuleValue.Duration(TimeSpan.FromHours(hours));
        return Table(policy, rows).Evaluate(inputs).Value;
    }
}
