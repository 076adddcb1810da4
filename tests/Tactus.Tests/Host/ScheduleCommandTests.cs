using System.CommandLine;
using System.Text.Json;
using Shouldly;
using Tactus.Host.Commands;
using Xunit;

namespace Tactus.Tests.Host;

/// <summary>The command over files in a folder of its own, within this process.</summary>
public sealed class ScheduleCommandTests : IDisposable
{
    private const string Plant = """
        { "machines": [ { "id": "M" } ], "jobs": [
          { "id": "a", "due": 4, "operations": [ { "id": "a1", "machines": ["M"], "time": 5 } ] }, { "id": "b", "due": 90, "operations": [ { "id": "b1", "machines": ["M"], "time": 3 } ] } ] }
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tactus-schedule-");

    public void Dispose() => folder.Delete(recursive: true);

    private string File(string name, string? text = null)
    {
        var path = Path.Combine(folder.FullName, name);
        if (text is not null) System.IO.File.WriteAllText(path, text);
        return path;
    }

    private static async Task<(int Code, string Out, string Error)> Run(params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await new RootCommand { ScheduleCommands.Make() }.Parse(["schedule", .. args])
            .InvokeAsync(new InvocationConfiguration { Output = TextWriter.Synchronized(output), Error = TextWriter.Synchronized(error) });
        return (code, output.ToString(), error.ToString());
    }

    [Fact]
    public async Task A_classical_problem_is_solved_checked_and_drawn()
    {
        var result = File("out.json");
        var solved = await Run("solve", File("two.txt", "2 2\n0 3 1 2\n1 4 0 1\n"), "--format", "jsp", "--json", result, "--time-limit", "5s", "--threads", "1");
        solved.Code.ShouldBe(0, solved.Error);
        solved.Out.ShouldContain("proved optimal");
        var json = JsonDocument.Parse(System.IO.File.ReadAllText(result)).RootElement;
        json.GetProperty("objective").GetDouble().ShouldBe(6);
        json.GetProperty("optimal").GetBoolean().ShouldBeTrue();
        json.GetProperty("operations").GetArrayLength().ShouldBe(4);
        var check = await Run("check", result);
        check.Code.ShouldBe(0, check.Out + check.Error);
        (await Run("gantt", result, "--out", File("out.svg"))).Code.ShouldBe(0);
        System.IO.File.ReadAllText(File("out.svg")).ShouldStartWith("<svg");
    }

    [Fact]
    public async Task A_limit_that_is_reached_has_its_own_code_and_the_same_seed_gives_the_same_schedule()
    {
        var plant = File("plant.json", Plant);
        var first = await Run("solve", plant, "--iterations", "50", "--threads", "1", "--seed", "7", "--json", File("1.json"));
        first.Code.ShouldBeOneOf(0, 4);
        var second = await Run("solve", plant, "--iterations", "50", "--threads", "2", "--seed", "7", "--json", File("2.json"));
        second.Code.ShouldBe(first.Code);
        static string Operations(string path) => JsonDocument.Parse(System.IO.File.ReadAllText(path)).RootElement.GetProperty("operations").GetRawText();
        Operations(File("1.json")).ShouldBe(Operations(File("2.json")));
        // The problem is in the file, or named by it.
        (await Run("check", File("1.json"))).Code.ShouldBe(0);
        (await Run("solve", plant, "--iterations", "50", "--json", File("3.json"), "--without-problem")).Code.ShouldBe(first.Code);
        System.IO.File.ReadAllText(File("3.json")).ShouldNotContain("\"problem\"");
        (await Run("check", File("3.json"))).Code.ShouldBe(0);
    }

    [Fact]
    public async Task Bad_input_is_answered_with_line_and_column()
    {
        var broken = await Run("solve", File("broken.json", "{\n  \"machines\": [ { \"name\": 1 } ] }"));
        broken.Code.ShouldBe(2);
        broken.Error.ShouldContain("broken.json:2:19: A machine has no field 'name'");
        var text = await Run("solve", File("broken.txt", "2 2\n0 3 1 x\n"), "--format", "jsp");
        text.Code.ShouldBe(2);
        text.Error.ShouldContain("broken.txt:2:");
        (await Run("solve", File("nowhere.json"))).ShouldSatisfyAllConditions(run => run.Code.ShouldBe(2), run => run.Error.ShouldContain("no file"));
        (await Run("solve", File("plant.json", Plant), "--time-limit", "soon")).Code.ShouldBe(2);
        (await Run("solve", File("plant.txt", Plant))).Error.ShouldContain("--format");
        var unknown = await Run("solve", File("unknown.json", Plant.Replace("[\"M\"]", "[\"X\"]", StringComparison.Ordinal)));
        unknown.Code.ShouldBe(2);
        unknown.Error.ShouldContain("names machine X");
    }

    [Fact]
    public async Task What_no_schedule_can_keep_is_named()
    {
        var plant = Plant.Replace("\"time\": 5", "\"time\": 5, \"skills\": [\"weld\"]", StringComparison.Ordinal);
        var run = await Run("solve", File("plant.json", plant), "--iterations", "10");
        run.Code.ShouldBe(3);
        run.Error.ShouldContain("needs skill weld, which nobody has");
    }

    [Fact]
    public async Task A_schedule_that_was_changed_by_hand_is_refused()
    {
        await Run("solve", File("plant.json", Plant), "--iterations", "50", "--json", File("1.json"));
        var text = System.IO.File.ReadAllText(File("1.json"));
        text.ShouldContain("\"end\":8");
        var run = await Run("check", File("2.json", text.Replace("\"end\":8", "\"end\":9", StringComparison.Ordinal)));
        run.Code.ShouldBe(1);
        run.Out.ShouldContain("run-time:");
        run.Out.ShouldContain("NOT VALID");
    }

    [Fact]
    public async Task Something_happens_and_the_ways_out_are_listed_and_one_is_taken()
    {
        await Run("solve", File("plant.json", Plant), "--iterations", "50", "--threads", "1", "--json", File("1.json"));
        var change = File("change.json", """{ "now": 1, "changes": [ { "machineDown": { "machine": "M", "from": 2, "until": 10 } } ] }""");
        var run = await Run("repair", File("1.json"), change, "--iterations", "50", "--threads", "1", "--json", File("2.json"), "--option", "1");
        run.Code.ShouldBe(0, run.Error);
        run.Out.ShouldContain("do nothing");
        run.Out.ShouldContain("right shift");
        var check = await Run("check", File("2.json"));
        check.Code.ShouldBe(0, check.Out + check.Error);
        var explained = await Run("explain", File("2.json"));
        explained.Code.ShouldBe(0, explained.Error);
        explained.Out.ShouldContain("a: due 4, ends");
        (await Run("repair", File("1.json"), change, "--iterations", "5", "--json", File("3.json"), "--option", "99")).Code.ShouldBe(2);
        var unknown = await Run("repair", File("1.json"), File("bad.json", """{ "changes": [ { "machineDown": { "machine": "X", "from": 2, "until": 10 } } ] }"""));
        unknown.Code.ShouldBeOneOf(2, 3);
        unknown.Error.ShouldContain("X");
    }
}
