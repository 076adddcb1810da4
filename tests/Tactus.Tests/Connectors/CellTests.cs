using System.Text.Json;
using Tactus.Connectors.Files;

namespace Tactus.Tests.Connectors;

public sealed class CellTests
{
    [Theory]
    [InlineData("{\"$column\":\"a\"}", "plain", "plain")]
    [InlineData("{\"$column\":\"a\",\"type\":\"integer\",\"thousands\":\",\"}", "280,000", "280000")]
    [InlineData("{\"$column\":\"a\",\"type\":\"integer\",\"thousands\":\",\"}", "1,5", "number-format")]
    [InlineData("{\"$column\":\"a\",\"type\":\"integer\"}", "1.0", "number-format")]
    [InlineData("{\"$column\":\"a\",\"type\":\"decimal\"}", "-0.5", "-0.5")]
    [InlineData("{\"$column\":\"a\",\"type\":\"decimal\"}", "1e5", "number-format")]
    [InlineData("{\"$column\":\"a\",\"type\":\"decimal\"}", "99999999999999999999999999999999", "number-too-large")]
    [InlineData("{\"$column\":\"a\",\"type\":\"decimal\",\"least\":0}", "-1", "number-too-small")]
    [InlineData("{\"$column\":\"a\",\"type\":\"date\",\"format\":\"M/d/yy\"}", "2/29/16", "2016-02-29")]
    [InlineData("{\"$column\":\"a\",\"type\":\"date\",\"format\":\"M/d/yy\"}", "2/29/18", "date-format")]
    [InlineData("{\"$column\":\"a\",\"type\":\"time\",\"zone\":\"Asia/Ho_Chi_Minh\"}", "2018-11-01 06:00", "2018-10-31T23:00:00Z")]
    [InlineData("{\"$column\":\"a\",\"type\":\"time\",\"zone\":\"Asia/Ho_Chi_Minh\",\"format\":\"M/d/yy\",\"at\":\"22:00\",\"plus\":\"07:59:59\"}", "11/30/18", "2018-11-30T22:59:59Z")]
    [InlineData("{\"$column\":\"a\",\"type\":\"time\",\"zone\":\"Europe/Berlin\"}", "2026-03-29 02:30", "time-invalid")]
    [InlineData("{\"$column\":\"a\",\"type\":\"time\",\"zone\":\"Europe/Berlin\"}", "2026-10-25 02:30", "2026-10-25T00:30:00Z")]
    [InlineData("{\"$column\":\"a\",\"map\":{\"D\":\"done\"}}", "D", "done")]
    [InlineData("{\"$column\":\"a\",\"map\":{\"D\":\"done\"}}", "E", "value-unmapped")]
    [InlineData("{\"$column\":\"a\",\"blankWhen\":[\"None\"],\"default\":\"-\"}", "none", "-")]
    [InlineData("{\"$column\":\"a\",\"required\":true}", "", "value-missing")]
    [InlineData("{\"$column\":\"b\"}", "x", "column-missing")]
    [InlineData("{\"$column\":\"a\",\"type\":\"flag\"}", "Y", "true")]
    [InlineData("{\"$column\":\"a\",\"type\":\"flag\"}", "perhaps", "flag-format")]
    [InlineData("{\"$column\":\"a\"}", "=1+1", "formula")]
    [InlineData("{\"$column\":\"a\"}", "+cmd", "formula")]
    [InlineData("{\"$column\":\"a\"}", "-12", "-12")]
    [InlineData("{\"$column\":\"a\",\"formulas\":\"keep\"}", "=1+1", "=1+1")]
    [InlineData("{\"$column\":\"a\",\"pattern\":\"^[A-Z]+$\"}", "abc", "text-pattern")]
    [InlineData("{\"$column\":\"a\",\"longest\":3}", "abcd", "text-too-long")]
    [InlineData("{\"$split\":\"a\",\"separator\":\"/\"}", "50/100/ 130", "[\"50\",\"100\",\"130\"]")]
    [InlineData("{\"$product\":[{\"$column\":\"a\",\"type\":\"decimal\"},0.0001,0.3]}", "9936", "0.29808")]
    [InlineData("{\"$difference\":[10,{\"$column\":\"a\",\"type\":\"decimal\"}]}", "3", "7")]
    [InlineData("{\"$template\":\"[{a}]\"}", "x", "[x]")]
    [InlineData("{\"$if\":[{\"column\":\"a\",\"is\":\"blank\"}],\"then\":\"none\",\"else\":\"some\"}", "", "none")]
    public void A_cell_is_read_as_the_mapping_says_or_is_a_fault(string expression, string cell, string expected)
    {
        var (value, faults) = Read(expression, cell);
        if (faults.Count > 0) faults[0].Code.ShouldBe(expected);
        else Body.Text(value!).ShouldBe(expected);
    }

    [Theory]
    [InlineData("a,b\r\n1,2\r\n", "1|2")]
    [InlineData("\ufeffa,b\n\"x,y\",\"he said \"\"no\"\"\"\n", "x,y|he said \"no\"")]
    [InlineData("a,b\r1,\"two\r\nlines\"\r", "1|two\r\nlines")]
    [InlineData("a,b\n 1 , 2 ", "1|2")]
    [InlineData("a,b\n1\n", "1")]
    public void Text_files_of_every_kind_read_alike(string text, string second)
    {
        var csv = new CsvText(new StringReader(text.TrimStart('\ufeff')), ',');
        csv.Next().ShouldBe(["a", "b"]);
        string.Join('|', csv.Next()!).ShouldBe(second);
        csv.Next().ShouldBeNull();
    }

    [Theory]
    [InlineData("a\n\"open\n1\n", 2)]
    [InlineData("a\nx\"y\n", 2)]
    [InlineData("a\n\"x\"y\n", 2)]
    public void A_quote_out_of_place_is_a_fault_of_its_row(string text, int row)
    {
        var csv = new CsvText(new StringReader(text), ',');
        csv.Next();
        Should.Throw<FormatException>(() => csv.Next());
        csv.Start.ShouldBe(row);
    }

    [Fact]
    public void Rows_are_numbered_by_the_line_they_begin_on()
    {
        var csv = new CsvText(new StringReader("a\n\"two\nlines\"\nlast"), ',');
        while (csv.Next() is not null) { }
        csv.Start.ShouldBe(4);
    }

    private static (object? Value, List<Fault> Faults) Read(string expression, string cell)
    {
        var mapping = MappingFile.Parse("{\"name\":\"t\",\"sources\":{\"s\":{\"file\":\"x.csv\"}},\"steps\":[{\"name\":\"s\",\"source\":\"s\",\"to\":\"/api/x\",\"key\":[\"a\"],\"body\":{}}]}");
        List<Fault> faults = [];
        var row = new Row("x.csv", 2, new Dictionary<string, int> { ["a"] = 0 }, [cell]);
        var scope = new Scope("s", row, null, new Sources(mapping, ".", faults), faults);
        return (new Compiler(mapping).Expression(JsonDocument.Parse(expression).RootElement, "t").Value(scope), faults);
    }
}
