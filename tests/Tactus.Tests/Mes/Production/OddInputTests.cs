using System.Text.Json;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Tests.Mes.Production;

public sealed class OddInputTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Absurd_values_are_refused_and_never_a_fault(string database)
    {
        await using var floor = await Floor.New(database);
        await floor.Send(Floor.Order("WO-1", 10, Floor.Op(10), Floor.Op(20, after: [10])));
        await floor.Start("WO-1/10");
        var lead = Plant.Person("boss", "*");
        var huge = new string('x', 5000);
        var at = floor.Now;
        var zero = "a\0b";
        (string Path, object Body, string Code)[] bodies =
        [
            ("production-reports", new { jobNo = "WO-1/10", atUtc = at, scrap = new object?[] { null } }, "null-in-list"),
            ("production-reports", new { jobNo = "WO-1/10", atUtc = at, good = new { value = 1, unit = "C62" }, serialNos = new string?[] { null } }, "null-in-list"),
            ("production-reports", new { jobNo = "WO-1/10", atUtc = at, good = new { value = 1, unit = "C62" }, note = huge, toolNo = huge, shift = huge, lotNo = (string?)null }, "text-too-long"),
            ("production-reports", new { jobNo = "WO-1/10", atUtc = at, good = new { value = 1, unit = "C62" }, note = zero }, "text-invalid"),
            ("production-reports", new { jobNo = zero, atUtc = at, good = new { value = 1, unit = "C62" } }, "text-invalid"),
            ("production-reports", new { jobNo = "WO-1/10", atUtc = DateTime.MinValue.AddYears(5), good = new { value = 1, unit = "C62" } }, "time-before-start"),
            ("production-reports", new { jobNo = "WO-1/10", atUtc = DateTime.MaxValue, good = new { value = 1, unit = "C62" } }, "time-in-future"),
            ("production-reports", new { jobNo = "WO-1/10", atUtc = at, good = new { value = decimal.MaxValue, unit = "C62" } }, "quantity-invalid"),
            ("job-starts", new { jobNo = "WO-1/10", atUtc = at, quantity = new { value = 999_999_999_999m, unit = "C62" } }, "quantity-invalid"),
            ("job-starts", new { jobNo = "", atUtc = at, machineNo = zero }, "text-invalid"),
            ("batch-starts", new { jobs = new object?[] { null, null }, machineNo = "OV-01", atUtc = at }, "null-in-list"),
            ("dispatch-changes", new { workCentreNo = "BENCH", jobNos = new string?[] { null }, reason = "x" }, "null-in-list"),
            ("dispatch-changes", new { workCentreNo = "BENCH", jobNos = (string[])["WO-1/10"], reason = huge + zero }, "text-invalid"),
            ("job-pauses", new { jobNo = "WO-1/10", reasonCode = "BREAK", atUtc = at, note = huge + zero }, "text-invalid"),
            ("labor-starts", new { activity = zero, atUtc = at, workCentreNo = zero, personNo = zero }, "text-invalid"),
            ("skill-grants", new { personNo = zero, skillCode = "x", validUntilUtc = DateTime.MaxValue }, "text-invalid"),
            ("reason-codes", new { kind = "scrap", code = zero, textEn = zero, textKo = zero }, "text-invalid"),
            ("handovers", new { jobNo = "WO-1/10", note = zero, atUtc = at }, "text-invalid"),
            ("labor-confirmations", new { personNo = zero, endUtc = DateTime.MinValue.AddYears(1), reason = "x" }, "text-invalid"),
            ("production-rules", new { overproductionPercent = 1e20m, longestWorkHours = int.MaxValue, reason = zero }, "text-invalid"),
        ];
        foreach (var (path, body, code) in bodies)
        {
            var node = JsonSerializer.SerializeToNode(body, TactusJson.Options)!.AsObject();
            node["id"] = Guid.NewGuid().ToString();
            var outcome = await floor.Plant.Post("/api/mes/" + path, node, lead);
            outcome.Done.ShouldBeFalse(path);
            outcome.Refusal!.Code.ShouldBe(code, path);
        }
        (await floor.Job("WO-1/10")).ShouldSatisfyAllConditions(job => job.Started.ShouldBe(10), job => job.Good.ShouldBe(0));
    }

    [Fact]
    public void What_no_rule_should_have_to_think_of_is_named_with_its_path()
    {
        static (string, string)? At(string json) => JsonScan.Fault(System.Text.Encoding.UTF8.GetBytes(json)) is { } fault ? (fault.Path, fault.Code) : null;
        At("""{"a":[1,null]}""").ShouldBe(("a[1]", "null-in-list"));
        At("""{"a":{"b":[[],[{"c":"x\u0000y"}]]}}""").ShouldBe(("a.b[1][0].c", "text-invalid"));
        At($$"""{"a":1,"b":"{{new string('x', JsonScan.LongestText + 1)}}"}""").ShouldBe(("b", "text-too-long"));
        At($$"""{"a":null,"b":"{{new string('x', JsonScan.LongestText)}}","c":[{"d":null},"e"]}""").ShouldBeNull();
        At("""{"a":[""").ShouldBeNull();
    }
}
