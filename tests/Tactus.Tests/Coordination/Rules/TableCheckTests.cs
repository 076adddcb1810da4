using FsCheck;
using FsCheck.Fluent;
using Tactus.Coordination.Rules;

namespace Tactus.Tests.Coordination.Rules;

public sealed class TableCheckTests
{
    [Fact]
    public void Gaps_overlaps_and_rows_that_never_fire_are_those_that_trying_every_input_finds()
    {
        Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
        {
            var model = RandomTables.Make(seed, (HitPolicy)(seed % 3), any: 2 + seed % 2);
            var report = TableCheck.Run(model.Ready).Value;
            var fired = new bool[model.Rows.Count];
            var overlaps = new HashSet<(string, string)>();
            var open = new List<object[]>();
            foreach (var point in model.Points())
            {
                int[] fit = [.. Enumerable.Range(0, model.Rows.Count).Where(row => model.Fits(row, point))];
                if (fit.Length == 0) open.Add(point);
                foreach (var row in model.Written.HitPolicy == HitPolicy.Priority ? fit.Take(1) : fit) fired[row] = true;
                if (model.Written.HitPolicy == HitPolicy.Unique)
                    foreach (var (a, b) in fit.SelectMany(a => fit.Where(b => b > a).Select(b => (a, b)))) overlaps.Add(($"R{a}", $"R{b}"));
            }

            Find(report, FindingKind.Gap).Any().ShouldBe(open.Count > 0);
            Find(report, FindingKind.Overlap).Select(finding => (finding.Rows[0], finding.Rows[1])).ShouldBe(overlaps, ignoreOrder: true);
            Find(report, FindingKind.NeverFires).Select(finding => finding.Rows[0]).Distinct()
                .ShouldBe(Enumerable.Range(0, fired.Length).Where(row => !fired[row]).Select(row => $"R{row}"), ignoreOrder: true);

            // What is shown as an example is one, and so is all that is shown around it.
            foreach (var gap in Find(report, FindingKind.Gap))
            {
                model.Ready.Evaluate(gap.Example).Value.Kind.ShouldBe(DecisionKind.NoRow, gap.Sentence);
                model.Points().Where(point => Holds(model, gap, point)).ShouldAllBe(point => !Enumerable.Range(0, model.Rows.Count).Any(row => model.Fits(row, point)));
            }
            foreach (var overlap in Find(report, FindingKind.Overlap))
                overlap.Rows.ShouldBeSubsetOf(model.Ready.Evaluate(overlap.Example).Value.Matched);
            if (!report.Cut) open.ShouldAllBe(point => Find(report, FindingKind.Gap).Any(gap => Holds(model, gap, point)));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_table_completed_by_the_gaps_it_is_shown_has_none_left()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var table = RandomTables.Make(seed, HitPolicy.Unique).Written with { HitPolicy = HitPolicy.Priority };
            for (var round = 0; ; round++)
            {
                round.ShouldBeLessThan(40);
                var gaps = Find(TableCheck.Run(ReadyTable.Read(table).Value).Value, FindingKind.Gap).ToList();
                if (gaps.Count == 0) break;
                table = table with { Rows = [.. table.Rows, .. gaps.Select((gap, g) => new RuleRow($"G{round}-{g}", gap.Cells, ["0"]))] };
            }
        }
    }

    [Fact]
    public void A_gap_is_told_in_words_with_an_example()
    {
        var gap = Check(HitPolicy.Unique, ("R1", "A", "< 2 h"), ("R2", "A", "> 4 h"), ("R3", "B", "-")).Findings.ShouldHaveSingleItem();
        gap.Kind.ShouldBe(FindingKind.Gap);
        gap.Cells.ShouldBe(["A", "2 h .. 4 h"]);
        gap.Sentence.ShouldBe("No row fits kind = A, wait 2 h .. 4 h (such as 2 h).");
        gap.Blocks.ShouldBeTrue();
    }

    [Fact]
    public void An_end_that_both_neighbours_leave_out_is_a_gap_and_one_that_both_hold_an_overlap()
    {
        Check(HitPolicy.Unique, ("R1", "-", "< 2 h"), ("R2", "-", "> 2 h")).Findings.ShouldHaveSingleItem().Cells.ShouldBe(["-", "2 h"]);
        var overlap = Check(HitPolicy.Unique, ("R1", "-", "<= 2 h"), ("R2", "-", ">= 2 h")).Findings.ShouldHaveSingleItem();
        overlap.Kind.ShouldBe(FindingKind.Overlap);
        overlap.Rows.ShouldBe(["R1", "R2"]);
        overlap.Sentence.ShouldBe("Rows R1 and R2 both fit wait = 2 h, and only one may.");
    }

    [Fact]
    public void Whole_numbers_leave_nothing_between_one_and_two()
    {
        var count = new RuleColumn("count", RuleType.Number, Allowed: ">= 0", Whole: true);
        Run(count, "0", "1 .. 2", ">= 3").Passed.ShouldBeTrue();
        Run(count with { Whole = false }, "0", "1 .. 2", ">= 3").Findings.Select(finding => finding.Cells[0]).ShouldBe(["> 0 .. < 1", "> 2 .. < 3"], ignoreOrder: true);
    }

    [Fact]
    public void Rows_that_can_never_fire_are_named_with_the_reason()
    {
        Never(HitPolicy.Unique, ("R1", "A", "4 h .. 2 h"), ("R2", "-", "-")).Sentence.ShouldBe("Row R1 can never fire: nothing that can occur in column wait fits 4 h .. 2 h.");
        Never(HitPolicy.Collect, ("R1", "not [A, B]", "-"), ("R2", "-", "-")).Column.ShouldBe("kind");
        Never(HitPolicy.Collect, ("R1", "-", "< 0 min"), ("R2", "-", "-")).Rows.ShouldBe(["R1"]);
        var covered = Never(HitPolicy.Priority, ("R1", "A", "-"), ("R2", "-", ">= 2 h"), ("R3", "A", "< 1 h"), ("R4", "-", "-"));
        covered.Rows.ShouldBe(["R3", "R1"]);
        covered.Sentence.ShouldContain("the rows above it take all that fits it (R1)");
        Never(HitPolicy.Priority, ("R1", "A", "-"), ("R2", "B", "-"), ("R3", "-", ">= 2 h")).Rows.ShouldBe(["R3", "R1", "R2"]);
    }

    [Fact]
    public void A_value_that_the_list_does_not_have_is_found_and_the_right_one_offered()
    {
        var report = Check(HitPolicy.Priority, ("R1", "[a, B]", "-"), ("R2", "-", "-"));
        var unknown = Find(report, FindingKind.UnknownValue).ShouldHaveSingleItem();
        unknown.Sentence.ShouldBe("Row R1, column kind: a is not in the list. A is; is that meant?");
        report.Passed.ShouldBeFalse();

        var outcome = ReadyTable.Read(new("test", 1, HitPolicy.Unique, [], [], [new("flag", RuleType.YesNo)], [new("role", RuleType.Choice, Values: ["lead"])], [new("R1", ["-"], ["boss"])], [])).Value;
        TableCheck.Run(outcome).Value.Findings.ShouldHaveSingleItem().Column.ShouldBe("role");
    }

    [Fact]
    public void Under_collect_a_gap_is_told_and_stops_nobody()
    {
        var report = Check(HitPolicy.Collect, ("R1", "A", "-"));
        report.Findings.ShouldHaveSingleItem().Kind.ShouldBe(FindingKind.Gap);
        report.Passed.ShouldBeTrue();
    }

    [Fact]
    public void Texts_beside_those_a_table_names_are_looked_at_too()
    {
        var place = new RuleColumn("place", RuleType.Text);
        Run(place, "x", "y").Findings.ShouldHaveSingleItem().Cells.ShouldBe(["not [x, y]"]);
        Run(place, "x", "not [x]").Passed.ShouldBeTrue();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Eight_columns_and_sixty_rows_are_checked_exactly(int seed)
    {
        var table = Large(seed, columns: 8, rows: 60);
        var report = TableCheck.Run(ReadyTable.Read(table).Value);
        report.Done.ShouldBeTrue(report.Refusal?.Sentence);
        Find(report.Value, FindingKind.Gap).ShouldNotBeEmpty();
        var whole = ReadyTable.Read(table with { Rows = [.. table.Rows, new("rest", [.. Enumerable.Repeat("-", 8)], ["true"])] }).Value;
        Find(TableCheck.Run(whole).Value, FindingKind.Gap).ShouldBeEmpty();
    }

    [Fact]
    public void A_table_that_splits_all_inputs_in_sixty_rows_is_proved_to_leave_no_gap()
    {
        for (var seed = 0; seed < 4; seed++)
        {
            var table = Split(seed, columns: 8, rows: 60);
            TableCheck.Run(ReadyTable.Read(table).Value).Value.Findings.ShouldBeEmpty();
            var holed = table with { Rows = [.. table.Rows.Where((_, row) => row != 31)] };
            Find(TableCheck.Run(ReadyTable.Read(holed).Value).Value, FindingKind.Gap).ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void Of_very_many_findings_the_first_are_shown_and_that_there_are_more()
    {
        var report = Run(new("flag", RuleType.YesNo), [.. Enumerable.Repeat("true", 30)]);
        Find(report, FindingKind.Overlap).Count().ShouldBe(20);
        report.Cut.ShouldBeTrue();
    }

    [Fact]
    public void A_table_too_large_to_be_checked_is_refused_with_advice()
    {
        var refusal = TableCheck.Run(ReadyTable.Read(Split(1, columns: 8, rows: 60)).Value, mostSteps: 50).Refusal.ShouldNotBeNull();
        refusal.Code.ShouldBe("check-too-large");
        refusal.Sentence.ShouldContain("Split it into two tables");
    }

    [Fact]
    public void A_column_in_which_nothing_can_occur_is_refused() =>
        TableCheck.Run(Ready(new("count", RuleType.Number, Allowed: "5 .. 2", Whole: true), "-")).Refusal.ShouldNotBeNull().Code.ShouldBe("check-nothing-allowed");

    private static DecisionTable Large(int seed, int columns, int rows)
    {
        var dice = new Random(seed);
        return Numbers(columns, Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, columns).Select(_ => dice.Next(2) == 0 ? "-" : dice.Next(3) switch
        {
            0 => $">= {dice.Next(20)} h",
            1 => $"< {1 + dice.Next(20)} h",
            _ => $"{dice.Next(10)} h .. < {10 + dice.Next(10)} h",
        }).ToArray()));
    }

    /// <summary>Halves boxes at random until there are enough: no gap, no overlap.</summary>
    private static DecisionTable Split(int seed, int columns, int rows)
    {
        var dice = new Random(seed);
        List<(int Low, int High)[]> boxes = [[.. Enumerable.Repeat((0, 1_000), columns)]];
        while (boxes.Count < rows)
        {
            var (box, column) = (boxes[dice.Next(boxes.Count)], dice.Next(columns));
            var (low, high) = box[column];
            if (high - low < 2) continue;
            var at = low + 1 + dice.Next(high - low - 1);
            (int Low, int High)[] upper = [.. box];
            (box[column], upper[column]) = ((low, at), (at, high));
            boxes.Add(upper);
        }
        return Numbers(columns, boxes.Select(box => box.Select(range => range switch
        {
            (0, 1_000) => "-",
            (0, _) => $"< {range.High} h",
            (_, 1_000) => $">= {range.Low} h",
            _ => $"{range.Low} h .. < {range.High} h",
        }).ToArray()));
    }

    private static DecisionTable Numbers(int columns, IEnumerable<string[]> rows) => new("large", 1, HitPolicy.Unique, [], [],
        [.. Enumerable.Range(0, columns).Select(c => new RuleColumn($"c{c}", RuleType.Duration, Allowed: ">= 0 min"))], [new("answer", RuleType.YesNo)],
        [.. rows.Select((cells, r) => new RuleRow($"R{r}", cells, ["true"]))], []);

    private static bool Holds(ModelTable model, Finding gap, object[] point) => !gap.Cells.Where((cell, c) =>
        !CellReader.Read(model.Columns[c].Column, cell, "gap").Value.Fits(model.Columns[c].Value(point[c]))).Any();

    private static CheckReport Check(HitPolicy policy, params (string Id, string Kind, string Wait)[] rows) => TableCheck.Run(ReadyTable.Read(new("test", 1, policy, [], [],
        [new("kind", RuleType.Choice, Values: ["A", "B"]), new("wait", RuleType.Duration, Allowed: ">= 0 min")], [new("answer", RuleType.YesNo)],
        [.. rows.Select(row => new RuleRow(row.Id, [row.Kind, row.Wait], ["true"]))], [])).Value).Value;

    private static CheckReport Run(RuleColumn column, params string[] cells) => TableCheck.Run(Ready(column, cells)).Value;

    private static ReadyTable Ready(RuleColumn column, params string[] cells) => ReadyTable.Read(new("test", 1, HitPolicy.Unique, [], [], [column], [new("answer", RuleType.YesNo)],
        [.. cells.Select((cell, r) => new RuleRow($"R{r}", [cell], ["true"]))], [])).Value;

    private static Finding Never(HitPolicy policy, params (string Id, string Kind, string Wait)[] rows) =>
        Find(Check(policy, rows), FindingKind.NeverFires).ShouldHaveSingleItem();

    private static IEnumerable<Finding> Find(CheckReport report, FindingKind kind) => report.Findings.Where(finding => finding.Kind == kind);
}
