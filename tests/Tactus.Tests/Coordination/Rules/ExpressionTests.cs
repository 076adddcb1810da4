using Tactus.Coordination.Rules;

namespace Tactus.Tests.Coordination.Rules;

public sealed class ExpressionTests
{
    private static readonly RuleColumn[] Inputs =
    [
        new("due", RuleType.DateTime), new("now", RuleType.DateTime), new("work", RuleType.Duration), new("good", RuleType.Number, "pcs"), new("planned", RuleType.Number, "pcs"),
        new("mass", RuleType.Number, "kg"), new("n", RuleType.Number, Whole: true), new("kind", RuleType.Choice, Values: ["A", "B"]), new("note", RuleType.Text), new("hot", RuleType.YesNo),
    ];

    [Theory]
    [InlineData("due - now - work", "2 h")]
    [InlineData("work / 30 min", "12")]
    [InlineData("max(work, 8 h) - 2 * 1 h", "6 h")]
    [InlineData("min(work, 8 h, 1 d)", "6 h")]
    [InlineData("due - 8 h = now", "true")]
    [InlineData("good / planned * 100", "42")]
    [InlineData("planned - good - 10 pcs", "570 pcs")]
    [InlineData("1 + 2 * 3 - 4 / 2", "5")]
    [InlineData("(1 + 2) * -3", "-9")]
    [InlineData("good < planned and not hot", "true")]
    [InlineData("not good < planned or hot", "false")]
    [InlineData("kind = \"A\"", "true")]
    [InlineData("\"B\" != kind", "true")]
    [InlineData("note = \"x y\"", "true")]
    [InlineData("mass >= 2.5 kg", "true")]
    public void An_expression_is_worked_out_with_its_units(string expression, string expected) => Work(expression, All()).ShouldBe(expected);

    [Theory]
    [InlineData("mass + good", "expression-unit", 6)]
    [InlineData("mass * good", "expression-unit", 6)]
    [InlineData("mass + 1", "expression-unit", 6)]
    [InlineData("due + now", "expression-unit", 5)]
    [InlineData("work * work", "expression-unit", 6)]
    [InlineData("1 / work", "expression-unit", 3)]
    [InlineData("work > 3", "expression-unit", 6)]
    [InlineData("kind < \"B\"", "expression-unit", 6)]
    [InlineData("hot and n", "expression-unit", 5)]
    [InlineData("not n", "expression-unit", 1)]
    [InlineData("-hot", "expression-unit", 1)]
    [InlineData("kind = \"Z\"", "value-unknown", 8)]
    [InlineData("missing + 1", "expression-unknown", 1)]
    [InlineData("derived + 1", "expression-unknown", 1)]
    [InlineData("(1 + 2", "expression-syntax", 7)]
    [InlineData("1 +", "expression-syntax", 4)]
    [InlineData("1 2", "expression-syntax", 3)]
    [InlineData("min(1)", "expression-syntax", 6)]
    [InlineData("1 # 2", "expression-syntax", 3)]
    [InlineData("\"x", "expression-syntax", 1)]
    [InlineData("", "expression-syntax", 1)]
    public void An_expression_that_makes_no_sense_is_refused_with_its_character(string expression, string code, int character)
    {
        var refusal = ReadyTable.Read(Table(expression, new("derived", RuleType.Number))).Refusal.ShouldNotBeNull();
        refusal.Code.ShouldBe(code, refusal.Sentence);
        refusal.Sentence.ShouldContain($"derived, character {character}:");
    }

    [Fact]
    public void Whatever_is_typed_is_read_or_refused_and_never_throws()
    {
        string[] parts =
        [
            "due", "now", "work", "n", "kind", "hot", "+", "-", "*", "/", "(", ")", "min(", "max(", ",", "and", "or", "not", "<", "=", "!=", "4", " h", "kg", "\"A\"", "0",
            "min", ".", "!",
        ];
        for (var seed = 0; seed < 3_000; seed++)
        {
            var dice = new Random(seed);
            var text = string.Join(' ', Enumerable.Range(0, dice.Next(9)).Select(_ => parts[dice.Next(parts.Length)]));
            var read = ReadyTable.Read(Table(text, new("other", RuleType.Number)));
            if (read.Done) read.Value.Evaluate(All());
        }
    }

    [Fact]
    public void Deep_and_long_expressions_are_refused()
    {
        Code(new string('(', 200) + "1" + new string(')', 200)).ShouldBe("expression-deep");
        Code(string.Concat(Enumerable.Repeat("not ", 200)) + "hot").ShouldBe("expression-deep");
        Code(new string('-', 200) + "1").ShouldBe("expression-deep");
        Code(string.Join("+", Enumerable.Repeat("1", 600))).ShouldBe("expression-too-long");
    }

    [Fact]
    public void A_missing_input_is_named_through_the_derived_ones()
    {
        var decision = Decide("due - now - work", new("derived", RuleType.Duration), ">= 0 min", Without("work", "now"));
        decision.Kind.ShouldBe(DecisionKind.Blocked);
        decision.Missing.ShouldBe(["now", "work"]);
    }

    [Fact]
    public void One_side_that_decides_is_enough()
    {
        var flag = new RuleColumn("derived", RuleType.YesNo);
        var missing = Without("hot");
        Decide("hot and good > planned", flag, "false", missing).Kind.ShouldBe(DecisionKind.Decided);
        Decide("good < planned or hot", flag, "true", missing).Kind.ShouldBe(DecisionKind.Decided);
        Decide("hot or good > planned", flag, "true", missing).Missing.ShouldBe(["hot"]);
        Decide("not hot and good < planned", flag, "true", missing).Missing.ShouldBe(["hot"]);
    }

    [Fact]
    public void A_division_by_zero_is_refused_only_where_a_row_needs_it()
    {
        var zero = Without();
        zero["n"] = RuleValue.Number(0);
        var table = ReadyTable.Read(Table("12 / n", new("derived", RuleType.Number), ">= 2")).Value;
        table.Evaluate(zero).Refusal.ShouldNotBeNull().Code.ShouldBe("derived-division");
        ReadyTable.Read(Table("12 / n", new("derived", RuleType.Number), "-")).Value.Evaluate(zero).Value.Kind.ShouldBe(DecisionKind.Decided);
        ReadyTable.Read(Table("n = 0 or 12 / n > 2", new("derived", RuleType.YesNo), "true")).Value.Evaluate(zero).Value.Kind.ShouldBe(DecisionKind.Decided);
    }

    [Fact]
    public void What_grows_too_large_is_refused()
    {
        var inputs = Without();
        inputs["n"] = RuleValue.Number(999_999_999_999m);
        ReadyTable.Read(Table("n * n * n", new("derived", RuleType.Number), ">= 2")).Value.Evaluate(inputs).Refusal.ShouldNotBeNull().Code.ShouldBe("derived-overflow");
        ReadyTable.Read(Table("due + n * 1 d", new("derived", RuleType.DateTime), ">= 2026-01-01")).Value.Evaluate(inputs).Refusal.ShouldNotBeNull().Code.ShouldBe("derived-overflow");
    }

    [Fact]
    public void A_derived_input_may_use_those_above_it_and_no_others()
    {
        var table = Table("half * 2", new("derived", RuleType.Duration), "4 h .. 8 h");
        ReadyTable.Read(table with { Derived = [new("half", "work / 2"), .. table.Derived] }).Value.Evaluate(All()).Value.Kind.ShouldBe(DecisionKind.Decided);
        ReadyTable.Read(table with { Derived = [.. table.Derived, new("half", "work / 2")] }).Refusal.ShouldNotBeNull().Code.ShouldBe("expression-unknown");
    }

    [Fact]
    public void A_derived_column_keeps_its_kind_its_unit_and_its_bounds()
    {
        ReadyTable.Read(Table("work / 2", new("derived", RuleType.Number))).Refusal.ShouldNotBeNull().Code.ShouldBe("expression-unit");
        ReadyTable.Read(Table("mass * 2", new("derived", RuleType.Number, "pcs"))).Refusal.ShouldNotBeNull().Code.ShouldBe("expression-unit");
        ReadyTable.Read(Table("n / 2", new("derived", RuleType.Number, Whole: true))).Refusal.ShouldNotBeNull().Code.ShouldBe("expression-whole");
        var bounded = ReadyTable.Read(Table("n - 100", new("derived", RuleType.Number, Allowed: ">= 0"), ">= 1")).Value;
        bounded.Evaluate(All()).Refusal.ShouldNotBeNull().Code.ShouldBe("input-outside");
    }

    private static DecisionTable Table(string expression, RuleColumn column, string cell = "-") =>
        new("test", 1, HitPolicy.Unique, Inputs, [new("derived", expression)], [column], [new("answer", RuleType.YesNo)], [new("R1", [cell], ["true"])], []);

    private static string Code(string expression) => ReadyTable.Read(Table(expression, new("derived", RuleType.Number))).Refusal.ShouldNotBeNull().Code;

    private static RuleDecision Decide(string expression, RuleColumn column, string cell, Dictionary<string, RuleValue> inputs) =>
        ReadyTable.Read(Table(expression, column, cell)).Value.Evaluate(inputs).Value;

    private static string Work(string expression, Dictionary<string, RuleValue> inputs)
    {
        var table = ReadyTable.Read(Table(expression, new("other", RuleType.Number))).Value;
        return new Scope(table, inputs).Of("derived").Value.ShouldNotBeNull().ToString();
    }

    private static Dictionary<string, RuleValue> All() => Without();

    private static Dictionary<string, RuleValue> Without(params string[] names)
    {
        var now = new DateTime(2026, 3, 2, 6, 0, 0, DateTimeKind.Utc);
        var inputs = new Dictionary<string, RuleValue>
        {
            ["due"] = RuleValue.At(now.AddHours(8)), ["now"] = RuleValue.At(now), ["work"] = RuleValue.Duration(TimeSpan.FromHours(6)), ["good"] = RuleValue.Number(420, "pcs"),
            ["planned"] = RuleValue.Number(1000, "pcs"), ["mass"] = RuleValue.Number(2.5m, "kg"), ["n"] = RuleValue.Number(3), ["kind"] = RuleValue.Choice("A"),
            ["note"] = RuleValue.Text("x y"), ["hot"] = RuleValue.YesNo(false),
        };
        foreach (var name in names) inputs.Remove(name);
        return inputs;
    }
}
