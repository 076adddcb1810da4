using Tactus.Coordination.Rules;

namespace Tactus.Tests.Coordination.Rules;

public sealed class TableJsonTests
{
    private static readonly DecisionTable Full = new("test", 7, HitPolicy.Collect, [new("due", RuleType.DateTime)], [new("late", "due < due")],
        [new("wait", RuleType.Duration, Allowed: ">= 0 min"), new("kind", RuleType.Choice, Values: ["A", "B"]), new("mass", RuleType.Number, "kg"), new("late", RuleType.YesNo)],
        [new("note", RuleType.Text)], [new("R1", [">= 4 h", "not [A]", "1.50 kg .. < 2 kg", "-"], ["\"a, b\""], "why ≥ \"so\"")],
        [new("one", new Dictionary<string, string> { ["wait"] = "5 h" }, [new Dictionary<string, string> { ["note"] = "x" }]), new("two", new Dictionary<string, string>(), [], ["wait"])],
        new DateTime(2026, 3, 2, 6, 0, 0, DateTimeKind.Utc));

    [Fact]
    public void A_table_comes_back_from_its_JSON_form_exactly()
    {
        var json = TableJson.Write(Full);
        var read = TableJson.Read(json).Value;
        TableJson.Write(read).ShouldBe(json);
        (read.Name, read.Version, read.HitPolicy, read.EffectiveFromUtc).ShouldBe((Full.Name, Full.Version, Full.HitPolicy, Full.EffectiveFromUtc));
        read.Derived.ShouldBe(Full.Derived);
        read.Conditions[0].ShouldBe(Full.Conditions[0]);
        read.Conditions[1].Values.ShouldBe(Full.Conditions[1].Values);
        read.Rows[0].Remark.ShouldBe(Full.Rows[0].Remark);
        read.Rows[0].Outcomes.ShouldBe(Full.Rows[0].Outcomes);
        read.Examples[1].Missing.ShouldBe(Full.Examples[1].Missing);
        // As written, not as printed: what an engineer typed stays.
        read.Rows[0].Cells[2].ShouldBe("1.50 kg .. < 2 kg");
    }

    [Fact]
    public void Random_tables_come_back_from_their_JSON_form_exactly()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var json = TableJson.Write(RandomTables.Make(seed, (HitPolicy)(seed % 3)).Written);
            TableJson.Write(TableJson.Read(json).Value).ShouldBe(json);
        }
    }

    [Fact]
    public void Names_are_in_camel_case()
    {
        var json = TableJson.Write(Full);
        foreach (var name in (string[])["\"hitPolicy\": \"collect\"", "\"effectiveFromUtc\": \"2026-03-02T06:00:00Z\"", "\"type\": \"yesNo\"", "\"type\": \"dateTime\"", "\"expected\""]) json.ShouldContain(name);
    }

    [Theory]
    [InlineData("\"remark\"", "\"remarks\"", "field-unknown", "rows[0].remarks")]
    [InlineData("\"version\": 7", "\"versoin\": 7", "field-unknown", "versoin")]
    [InlineData("\"values\": [", "\"value\": [", "field-unknown", "conditions[1].value")]
    [InlineData("\"version\": 7", "\"version\": \"7\"", "table-json", "version")]
    [InlineData("\"collect\"", "\"some\"", "table-json", "hitPolicy")]
    [InlineData("\"\\u0022a, b\\u0022\"", "null", "table-json", "rows[0].outcomes[0]")]
    [InlineData("\"wait\": \"5 h\"", "\"wait\": null", "table-json", "examples[0].inputs[0]")]
    public void What_does_not_belong_there_is_refused_with_its_place(string written, string instead, string code, string place)
    {
        var json = TableJson.Write(Full).Replace("\\\"a, b\\\"", "\\u0022a, b\\u0022", StringComparison.Ordinal);
        json.ShouldContain(written);
        var index = json.IndexOf(written, StringComparison.Ordinal);
        var refusal = TableJson.Read(json[..index] + instead + json[(index + written.Length)..]).Refusal.ShouldNotBeNull();
        refusal.Code.ShouldBe(code, refusal.Sentence);
        refusal.Errors.ShouldNotBeNull().Keys.Single().ShouldBe(place);
        refusal.Sentence.ShouldContain(place);
    }

    [Theory]
    [InlineData("", "table-json")]
    [InlineData("null", "table-json")]
    [InlineData("{", "table-json")]
    [InlineData("[]", "table-json")]
    [InlineData("{}", "field-missing")]
    [InlineData("{\"name\": \"\\ud800\"}", "table-json")]
    public void A_text_that_is_no_table_is_refused(string json, string code) => TableJson.Read(json).Refusal.ShouldNotBeNull().Code.ShouldBe(code);
}
