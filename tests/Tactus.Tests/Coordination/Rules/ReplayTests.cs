using Tactus.Coordination.Rules;

namespace Tactus.Tests.Coordination.Rules;

public sealed class ReplayTests
{
    [Fact]
    public void Only_decisions_that_say_something_else_are_listed_and_they_are_counted_by_kind()
    {
        var before = Table(("R1", "< 2 h", "owner"), ("R2", ">= 2 h", "lead"));
        var after = Table(("N1", "< 4 h", "owner"), ("N2", ">= 4 h", "lead"));
        var report = Replay.Compare(before, after, Hours(1, 2, 3, 4, 5));
        (report.Cases, report.Same).ShouldBe((5, 3));
        report.Changed.Select(change => change.CaseId).ShouldBe(["case 2", "case 3"]);
        report.Changed[0].RowsBefore.ShouldBe(["R2"]);
        report.Changed[0].RowsAfter.ShouldBe(["N1"]);
        report.Counts.ShouldBe([new ChangeCount("role = lead", "role = owner", 2)]);
    }

    [Fact]
    public void A_table_against_itself_changes_nothing()
    {
        var table = Table(("R1", "< 2 h", "owner"), ("R2", ">= 2 h", "lead"));
        var report = Replay.Compare(table, table, Hours(1, 2, 3));
        (report.Same, report.Changed.Count, report.Counts.Count).ShouldBe((3, 0, 0));
    }

    [Fact]
    public void Cases_that_a_table_cannot_evaluate_are_counted_and_never_left_out()
    {
        var before = Table(("R1", "-", "owner"));
        var after = Table(("R1", "< 2 h", "owner"), ("R2", ">= 4 h", "lead"));
        RecordedCase[] cases = [.. Hours(1, 3), new("case without", new Dictionary<string, RuleValue>()), new("case odd", new Dictionary<string, RuleValue> { ["wait"] = RuleValue.Number(3) })];
        var report = Replay.Compare(before, after, cases);
        (report.Cases, report.Same, report.BlockedBefore, report.BlockedAfter).ShouldBe((4, 2, 0, 1));
        report.Changed.Select(change => change.After).ShouldBe(["no row fits", "not evaluated: wait missing"]);
    }

    [Fact]
    public void Rows_moved_about_under_collect_are_no_change()
    {
        (string, string, string)[] rows = [("R1", "< 2 h", "owner"), ("R2", "-", "lead")];
        var report = Replay.Compare(Table(HitPolicy.Collect, rows), Table(HitPolicy.Collect, [.. rows.Reverse()]), Hours(1, 2, 3));
        report.Changed.ShouldBeEmpty();
    }

    [Fact]
    public void The_same_and_the_changed_are_all_cases_and_the_counts_are_all_changes()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var model = RandomTables.Make(seed, (HitPolicy)(seed % 3));
            var other = ReadyTable.Read(model.Written with { Version = 2, Rows = [.. model.Written.Rows.Reverse().Skip(1), new("last", [.. model.Written.Conditions.Select(_ => "-")], ["9"])] }).Value;
            var cases = model.Points().Select((point, i) => new RecordedCase($"{i}", model.Inputs(point))).Take(500).ToList();
            var report = Replay.Compare(model.Ready, other, cases);
            report.Cases.ShouldBe(cases.Count);
            (report.Same + report.Changed.Count).ShouldBe(report.Cases);
            report.Counts.Sum(count => count.Cases).ShouldBe(report.Changed.Count);
            var back = Replay.Compare(other, model.Ready, cases);
            back.Changed.Select(change => change.CaseId).ShouldBe(report.Changed.Select(change => change.CaseId));
        }
    }

    private static IEnumerable<RecordedCase> Hours(params int[] hours) =>
        hours.Select(each => new RecordedCase($"case {each}", new Dictionary<string, RuleValue> { ["wait"] = RuleValue.Duration(TimeSpan.FromHours(each)) }));

    private static ReadyTable Table(params (string Id, string Cell, string Role)[] rows) => Table(HitPolicy.Unique, rows);

    private static ReadyTable Table(HitPolicy policy, (string Id, string Cell, string Role)[] rows) => ReadyTable.Read(new("test", 1, policy, [], [],
        [new("wait", RuleType.Duration)], [new("role", RuleType.Text)], [.. rows.Select(row => new RuleRow(row.Id, [row.Cell], [row.Role]))], [])).Value;
}
