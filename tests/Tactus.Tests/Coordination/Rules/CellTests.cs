using FsCheck;
using FsCheck.Fluent;
using Tactus.Coordination.Rules;

namespace Tactus.Tests.Coordination.Rules;

public sealed class CellTests
{
    private static readonly RuleColumn Wait = new("wait", RuleType.Duration);
    private static readonly RuleColumn Weight = new("weight", RuleType.Number, "kg");
    private static readonly RuleColumn Count = new("count", RuleType.Number, Whole: true);
    private static readonly RuleColumn Kind = new("kind", RuleType.Choice, Values: ["A", "B", "C"]);
    private static readonly RuleColumn Note = new("note", RuleType.Text);
    private static readonly RuleColumn Flag = new("flag", RuleType.YesNo);
    private static readonly RuleColumn Due = new("due", RuleType.DateTime);

    [Fact]
    public void Any_cell_that_is_printed_reads_as_the_same_cell()
    {
        Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
        {
            var dice = new Random(seed);
            foreach (var column in RandomTables.Columns())
            {
                var cell = Read(column.Column, column.Cell(dice).Text);
                Read(column.Column, cell.ToString()).ShouldBe(cell);
            }
            foreach (var cell in Odd(dice)) Read(cell.Column, cell.Cell.ToString()).ShouldBe(cell.Cell, cell.Cell.ToString());
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_cell_means_what_it_says()
    {
        Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
        {
            var dice = new Random(seed);
            foreach (var column in RandomTables.Columns())
            {
                var model = column.Cell(dice);
                var cell = Read(column.Column, model.Text);
                foreach (var point in column.Grid) cell.Fits(column.Value(point)).ShouldBe(model.Fits(point), $"{model.Text} on {column.Value(point)}");
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_text_is_read_or_refused_and_never_throws()
    {
        string[] parts = ["-", ">=", "<", "..", "[", "]", ",", "\"", "not ", "=", "4", " h", "A", " ", ".", "kg", "true"];
        Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
        {
            var dice = new Random(seed);
            var text = string.Concat(Enumerable.Range(0, dice.Next(12)).Select(_ => parts[dice.Next(parts.Length)]));
            foreach (var column in (RuleColumn[])[Wait, Weight, Count, Kind, Note, Flag, Due])
                if (CellReader.Read(column, text, "Row R") is { Refusal: null } read) Read(column, read.Value.ToString()).ShouldBe(read.Value, text);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("48 h", "2 d")]
    [InlineData(">= 90 min", ">= 90 min")]
    [InlineData("2 h .. 4 h", "2 h .. 4 h")]
    [InlineData(">= 2 h .. 4 h", "2 h .. 4 h")]
    [InlineData("2h..<4h", "2 h .. < 4 h")]
    [InlineData(">2h..4h", "> 2 h .. 4 h")]
    [InlineData("≤ 30 min", "<= 30 min")]
    [InlineData("  -  ", "-")]
    [InlineData("not[1 h,0.5 h]", "not [1 h, 30 min]")]
    [InlineData("-15 min", "-15 min")]
    [InlineData("1.5 s", "1.5 s")]
    public void Cells_are_printed_in_one_way(string written, string printed) => Read(Wait, written).ToString().ShouldBe(printed);

    [Fact]
    public void Durations_of_different_units_are_the_same_length() => Read(Wait, "90 min").ShouldBe(Read(Wait, "1.5 h"));

    [Fact]
    public void A_range_holds_both_its_ends_unless_a_sign_leaves_one_out()
    {
        var (two, three, four) = (Hours(2), Hours(3), Hours(4));
        foreach (var (text, low, high) in ((string, bool, bool)[])[("2 h .. 4 h", true, true), ("2 h .. < 4 h", true, false), ("> 2 h .. 4 h", false, true), ("> 2 h .. < 4 h", false, false)])
        {
            var cell = Read(Wait, text);
            cell.Fits(two).ShouldBe(low);
            cell.Fits(three).ShouldBeTrue();
            cell.Fits(four).ShouldBe(high);
        }
    }

    [Theory]
    [InlineData("4", 2, "cell-unit", "4 min, 4 h or 4 d")]
    [InlineData(">= 4 weeks", 6, "cell-unit", "no unit of time")]
    [InlineData("", 1, "cell-syntax", "write - where anything fits")]
    [InlineData(">=", 3, "cell-syntax", "missing here")]
    [InlineData("2 h ..", 7, "cell-syntax", "missing here")]
    [InlineData("< 2 h .. 4 h", 7, "cell-syntax", "low end")]
    [InlineData("2 h .. > 4 h", 8, "cell-syntax", "high end")]
    [InlineData("[1 h, 2 h", 10, "cell-syntax", "not closed")]
    [InlineData("[1 h] x", 7, "cell-syntax", "follow")]
    [InlineData("[]", 2, "cell-syntax", "list is empty")]
    [InlineData("[1 h, 60 min]", 7, "cell-twice", "twice")]
    [InlineData("1,5 h", 2, "cell-syntax", "1.5")]
    [InlineData("soon", 1, "cell-type", "not a duration")]
    public void A_cell_that_cannot_be_read_is_refused_with_row_column_and_character(string text, int character, string code, string help)
    {
        var refusal = CellReader.Read(Wait, text, "Row R7").Refusal.ShouldNotBeNull();
        refusal.Code.ShouldBe(code);
        refusal.Sentence.ShouldStartWith($"Row R7, column wait, character {character}:");
        refusal.Sentence.ShouldContain(help);
    }

    [Fact]
    public void A_number_compares_in_its_columns_unit_only()
    {
        Read(Weight, ">= 5 kg").Fits(RuleValue.Number(5, "kg")).ShouldBeTrue();
        Code(Weight, ">= 5 pcs").ShouldBe("cell-unit");
        Code(Weight, ">= 5").ShouldBe("cell-unit");
        Code(Count, "5 pcs").ShouldBe("cell-unit");
    }

    [Fact]
    public void What_has_no_order_is_not_compared()
    {
        Code(Kind, ">= A").ShouldBe("cell-type");
        Code(Flag, "< true").ShouldBe("cell-type");
        Code(Note, "> x").ShouldBe("cell-type");
    }

    [Fact]
    public void A_word_that_could_be_taken_for_an_operator_stands_in_quotation_marks()
    {
        Code(Kind, "not A").ShouldBe("cell-syntax");
        Code(Note, "a, b").ShouldBe("cell-syntax");
        Read(Note, "\"a, \"\"b\"\"\"").Fits(RuleValue.Text("a, \"b\"")).ShouldBeTrue();
        Read(Note, "nothing").Fits(RuleValue.Text("nothing")).ShouldBeTrue();
        Code(Wait, "\"4 h\"").ShouldBe("cell-type");
    }

    [Fact]
    public void A_number_that_cannot_be_kept_exactly_is_refused()
    {
        Code(Count, "1000000000000").ShouldBe("cell-number");
        Code(Weight, "0.0000000001 kg").ShouldBe("cell-number");
        Code(Wait, "0.00000001 s").ShouldBe("cell-number");
        Code(Note, new string('x', CellReader.Longest + 1)).ShouldBe("cell-too-long");
    }

    [Fact]
    public void Instants_are_in_universal_time()
    {
        Read(Due, ">= 2026-03-02").Fits(RuleValue.At(new DateTime(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc))).ShouldBeTrue();
        Read(Due, "2026-03-02T06:00Z .. < 2026-03-02T06:00:01Z").ToString().ShouldBe("2026-03-02T06:00Z .. < 2026-03-02T06:00:01Z");
        Code(Due, "02.03.2026").ShouldBe("cell-type");
        Code(Due, "2026-03-02T06:00").ShouldBe("cell-type");
    }

    private static IEnumerable<(RuleColumn Column, Cell Cell)> Odd(Random dice)
    {
        const string Letters = "ab\"[],<>=≤ -.not\t!é";
        string Word() => string.Concat(Enumerable.Range(0, dice.Next(7)).Select(_ => Letters[dice.Next(Letters.Length)]));
        var words = Enumerable.Range(0, 1 + dice.Next(3)).Select(_ => Word()).Distinct(StringComparer.Ordinal);
        yield return (Note, new ListCell([.. words.Select(RuleValue.Text)], dice.Next(2) == 0));
        var seconds = RuleValue.Duration(new TimeSpan(dice.NextInt64(-1_000_000_000_000_000, 1_000_000_000_000_000)));
        yield return (Wait, new RangeCell(seconds, dice.Next(2) == 0, null, false));
        yield return (Weight, new RangeCell(null, false, RuleValue.Number(dice.NextInt64(-1_000_000_000, 1_000_000_000) / 1_000_000_000m, "kg"), dice.Next(2) == 0));
        yield return (Due, new RangeCell(RuleValue.At(new DateTime(dice.NextInt64(DateTime.MaxValue.Ticks), DateTimeKind.Utc)), false, null, false));
    }

    private static Cell Read(RuleColumn column, string text) => CellReader.Read(column, text, "Row R").Value;

    private static string Code(RuleColumn column, string text) => CellReader.Read(column, text, "Row R").Refusal.ShouldNotBeNull().Code;

    private static RuleValue Hours(int hours) => RuleValue.Duration(TimeSpan.FromHours(hours));
}
