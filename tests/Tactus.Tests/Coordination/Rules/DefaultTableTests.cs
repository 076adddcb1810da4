using Tactus.Coordination.Rules;
using Tactus.Coordination.Rules.Defaults;

namespace Tactus.Tests.Coordination.Rules;

public sealed class DefaultTableTests
{
    public static TheoryData<string> Names => [.. DefaultTables.All.Select(table => table.Name)];

    [Fact]
    public void All_tables_of_the_design_are_shipped_once() => DefaultTables.All.Select(table => table.Name).ShouldBe(
        ["assign", "severity", "contain", "decideAutomatically", "escalate", "materialAllocation", "changeover", "servicePriority"]);

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_shipped_table_passes_its_own_check(string name) => TableCheck.Run(Ready(name)).Value.Findings.Select(finding => finding.Sentence).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_shipped_table_has_examples_that_pass_and_cover_every_row(string name)
    {
        var report = TableExamples.Run(Ready(name));
        report.Failures.ShouldBeEmpty();
        report.Uncovered.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_shipped_table_survives_its_JSON_form(string name)
    {
        var json = TableJson.Write(DefaultTables.Find(name)!);
        TableJson.Write(TableJson.Read(json).Value).ShouldBe(json);
    }

    [Fact]
    public void A_gap_put_into_a_shipped_table_is_found()
    {
        foreach (var table in DefaultTables.All)
        {
            var holed = ReadyTable.Read(table with { Rows = [.. table.Rows.SkipLast(1)] }).Value;
            TableCheck.Run(holed).Value.Findings.ShouldContain(finding => finding.Kind == FindingKind.Gap, table.Name);
        }
    }

    [Fact]
    public void The_same_kinds_are_known_to_every_shipped_table() => DefaultTables.All.SelectMany(table => table.Conditions).Where(column => column.Name == "kind")
        .ShouldAllBe(column => ReferenceEquals(column.Values, Vocabulary.Kinds));

    private static ReadyTable Ready(string name) => ReadyTable.Read(DefaultTables.Find(name)!).Value;
}
