using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Tactus.Scheduling.Check;
using Tactus.Scheduling.Formats;

namespace Tactus.Scheduling.Tests.Formats;

public sealed class TactusFormatTests
{
    private static Problem Read(string json) => TactusFormat.ReadProblem(Encoding.UTF8.GetBytes(json));

    private static byte[] Write(Problem problem, bool timestamps = false)
    {
        using var stream = new MemoryStream();
        TactusFormat.WriteProblem(stream, problem, timestamps);
        return stream.ToArray();
    }

    private static void Fault(string json, int line, int column, string says)
    {
        var fault = Should.Throw<FormatFaultException>(() => Read(json));
        fault.Sentence.ShouldContain(says);
        (fault.Line, fault.Column).ShouldBe((line, column), fault.Message);
    }

    [Fact]
    public void Whatever_is_written_is_read_back_the_same() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var problem = new AnyProblem(seed).Problem();
        AnyProblem.Difference(problem, TactusFormat.ReadProblem(Write(problem))).ShouldBeNull();
        AnyProblem.Difference(problem, TactusFormat.ReadProblem(Write(problem, timestamps: true))).ShouldBeNull();
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void Changes_are_read_back_the_same() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var changes = new AnyProblem(seed).Changes();
        var origin = new DateTimeOffset(2026, 3, 2, 6, 0, 0, TimeSpan.FromHours(1));
        foreach (var timestamps in (bool[])[false, true])
        {
            using var stream = new MemoryStream();
            TactusFormat.WriteChanges(stream, changes, origin, timestamps);
            AnyProblem.Difference(changes, TactusFormat.ReadChanges(stream.ToArray(), origin)).ShouldBeNull();
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void People_write_moments_shifts_holidays_and_durations()
    {
        var problem = Read("""
            {
              "now": "2026-03-04T08:00", "origin": "2026-03-04T06:00:00+01:00",
              "calendars": [ { "id": "c", "week": ["Mon-Fri 06:00-14:00", "Fri 22:00-06:00", "Sun 22:00-02:00"], "breaks": ["Mon-Sun 09:00-09:30"], "closed": ["2026-03-06", ["2026-03-09T06:00Z", 500000]], "extra": [{ "from": 1, "to": 2 }] } ],
              "machines": [ { "id": "M", "calendar": "c", "state": { "colour": "red" } } ],
              "pools": [ { "id": "tool" }, { "id": "crew", "kind": "crew", "groups": [ { "units": 4 }, { "units": 2, "calendar": "c" } ] } ],
              "people": [ { "id": "Ann", "skills": ["weld", { "skill": "turn", "until": "2026-06-01" }] } ],
              "jobs": [ { "id": "j", "due": "2026-03-06T14:00:00", "operations": [
                { "id": "a", "machines": ["M"], "time": "PT1H30M", "setup": 60, "needs": ["tool"], "skills": ["weld"], "family": null },
                { "id": "b", "modes": [ { "machine": "M", "time": "P1DT1S", "needs": [ { "pool": "crew", "units": 2, "during": "run" } ] } ] } ],
                "links": [ { "from": "a", "to": "b", "minLag": "-PT5M", "maxLag": "P1W" } ] } ],
              "objective": { "inOrder": true, "terms": ["lateJobs", { "measure": "makespan", "weight": 0.5 }] }
            }
            """);
        problem.Now.ShouldBe(7200);
        problem.FrozenUntil.ShouldBe(7200);
        var calendar = problem.Calendars[0];
        // The origin is a Wednesday, 06:00.
        (calendar.Cycle, calendar.CycleStart).ShouldBe((604_800, -2 * 86_400 - 6 * 3600));
        calendar.Pattern.Count.ShouldBe(5 * 2 + 3);
        calendar.Pattern.Take(3).ShouldBe([new(0, 2 * 3600), new(6 * 3600, 9 * 3600), new(34_200, 14 * 3600)]);
        calendar.Pattern.Sum(span => span.To - span.From).ShouldBe((5 * 7 + 2) * 3600 + 5 * 1800 + 8 * 3600 + 2 * 3600);
        calendar.Closed.ShouldBe([new(2 * 86_400 - 6 * 3600, 3 * 86_400 - 6 * 3600), new(5 * 86_400 + 3600, 500_000)]);
        problem.Jobs[0].Due.ShouldBe(2 * 86_400 + 8 * 3600);
        problem.Jobs[0].Operations[0].Modes.ShouldBe([new("M", 5400, 60)]);
        problem.Jobs[0].Operations[1].Modes[0].Time.ShouldBe(86_401);
        problem.Jobs[0].Links![0].ShouldBe(new("a", "b", -300, 604_800));
        problem.People[0].Skills[1].Until.ShouldBe((28 + 31 + 30) * 86_400 - 6 * 3600 - 0);
        (problem.Objective.InOrder, problem.Objective.Terms.Count).ShouldBe((true, 2));
        ProblemCheck.Contradictions(problem).ShouldBeEmpty();
    }

    [Fact]
    public void Faults_are_told_with_line_and_column()
    {
        Fault("", 1, 1, "empty");
        Fault("  \n ", 1, 1, "empty");
        Fault("[]", 1, 1, "problem was expected");
        Fault("{\n  \"jobs\": [\n    { \"id\": \"ä\", \"colour\": 1 } ] }", 3, 18, "A job has no field 'colour'. Its fields are id, release");
        Fault("{\"now\": 1, \"now\": 2}", 1, 12, "twice");
        Fault("{\"now\": 1.5}", 1, 9, "whole number");
        Fault("{\"now\": 99999999999999999999}", 1, 9, "whole number");
        Fault("{\"now\": \"2026-03-01T00:00\"}", 1, 9, "no 'origin'");
        Fault("{\"origin\": \"yesterday\"}", 1, 12, "moment of time 0");
        Fault("{\"origin\": 3}", 1, 12, "moment of time 0");
        Fault("{\"origin\": \"2026-03-01T00:00Z\",\n\"now\": \"2026-13-01T00:00\"}", 2, 8, "no time such as");
        Fault("{\"moveTolerance\": \"8 hours\"}", 1, 19, "no duration");
        Fault("{\"machines\": [{}]}", 1, 15, "needs the field 'id'");
        Fault("{\"machines\": {}}", 1, 14, "is a list");
        Fault("{\"machines\": [3]}", 1, 15, "A machine was expected");
        Fault("{\"machines\": [{\"id\": \"M\", \"efficiency\": \"fast\"}]}", 1, 41, "is a number");
        Fault("{\"machines\": [{\"id\": \"M\", \"efficiency\": 1e999}]}", 1, 41, "is a number");
        Fault("{\"materials\": [{\"id\": \"M\", \"onHand\": 1e99}]}", 1, 38, "up to 28 digits");
        Fault("{\"machines\": [{\"id\": \"M\", \"setupsTogether\": 1}]}", 1, 45, "true or false");
        Fault("{\"pools\": [{\"id\": \"p\", \"units\": -1}]}", 1, 33, "from 0");
        Fault("{\"pools\": [{\"id\": \"p\", \"kind\": \"men\"}]}", 1, 32, "tool, crew");
        Fault("{\"pools\": [{\"id\": \"p\", \"units\": 1, \"groups\": []}]}", 1, 12, "either");
        Fault("{\"calendars\": [{\"id\": \"c\", \"week\": [\"Mo 8-12\"]}]}", 1, 37, "no shift such as");
        Fault("{\"calendars\": [{\"id\": \"c\", \"week\": [], \"cycle\": 3}]}", 1, 36, "either 'week'");
        Fault("{\"calendars\": [{\"id\": \"c\", \"closed\": [[1]]}]}", 1, 39, "two times");
        Fault("{\"jobs\": [{\"id\": \"j\"}]}", 1, 11, "'operations'");
        Fault("{\"jobs\": [{\"id\": \"j\", \"operations\": [{\"id\": \"a\", \"modes\": [], \"time\": 3}]}]}", 1, 38, "either 'modes'");
        Fault("{\"jobs\": [{\"id\": \"j\", \"operations\": [{\"id\": \"a\", \"floor\": {\"state\": \"lost\"}}]}]}", 1, 69, "pinned, started, done");
        Fault("{\"format\": \"other\"}", 1, 12, TactusFormat.Version);
        Fault("{} {}", 1, 4, "not JSON");
        Fault("{\"name\": \"x\",}", 1, 14, "not JSON");
        Fault("{\"name\": \"\\ud800\"}", 1, 10, "Unicode");
        Fault("{\"now\": 1", 1, 10, "too early");
    }

    [Fact]
    public void A_byte_order_mark_is_passed_over() =>
        TactusFormat.ReadProblem([0xEF, 0xBB, 0xBF, .. "{\"name\": \"x\"}"u8]).Name.ShouldBe("x");

    [Fact]
    public void Nothing_that_is_cut_off_or_damaged_is_read_as_if_it_were_whole()
    {
        var problem = new AnyProblem(5).Problem();
        var whole = Write(problem);
        for (var length = 0; length < whole.Length - 1; length += 1 + (length / 60)) Should.Throw<FormatFaultException>(() => TactusFormat.ReadProblem(whole.AsSpan(0, length)));
        Should.Throw<FormatFaultException>(() => Read(new string('[', 100_000)));
        Should.Throw<FormatFaultException>(() => Read("{\"jobs\":" + new string('[', 100_000)));
    }

    [Fact]
    public void Random_damage_is_answered_with_a_place_or_with_faults_and_never_with_a_crash()
    {
        var random = new Random(11);
        for (var round = 0; round < 200; round++)
        {
            var bytes = Write(new AnyProblem(round % 25).Problem(), timestamps: round % 2 == 0);
            for (var i = random.Next(1, 4); i > 0; i--)
            {
                var at = random.Next(bytes.Length);
                bytes[at] = random.Next(5) switch { 0 => (byte)random.Next(256), 1 => (byte)'9', 2 => (byte)'-', 3 => (byte)'"', _ => bytes[random.Next(bytes.Length)] };
            }
            try
            {
                var problem = TactusFormat.ReadProblem(bytes);
                ProblemCheck.Faults(problem);
                ScheduleCheck.Faults(problem, problem.InForce ?? []);
            }
            catch (FormatFaultException fault)
            {
                (fault.Line >= 1 && fault.Column >= 1).ShouldBeTrue();
            }
        }
    }

    [Fact]
    public void A_schedule_has_the_shape_that_all_formats_share_and_is_read_back()
    {
        var plant = new Problem
        {
            Machines = [new() { Id = "M" }, new() { Id = "N" }], Jobs = [new() { Id = "j", Due = 3, Operations = [new() { Id = "a", Modes = [new("N", 5, 2)] }] }],
        };
        Assignment[] given = [new("a", "N", 1, 3, 8)];
        using var stream = new MemoryStream();
        var file = ScheduleFile.Of(plant, new(given, ScheduleCheck.Figures(plant, given))) with
        {
            LowerBound = 1, Seconds = 0.25, Iterations = 7, Late = [new("j", 3, 8, [new(CauseKind.Setup, "a", 1, 3), new(CauseKind.Run, "a", 3, 8, "N")])],
        };
        TactusFormat.WriteSchedule(stream, file);
        var json = System.Text.Json.JsonDocument.Parse(stream.ToArray()).RootElement;
        json.GetProperty("optimal").GetBoolean().ShouldBeFalse();
        json.GetProperty("seconds").GetDouble().ShouldBe(0.25);
        json.GetProperty("iterations").GetInt64().ShouldBe(7);
        json.GetProperty("lowerBound").GetDouble().ShouldBe(1);
        json.GetProperty("figures").GetProperty("lateJobs").GetInt32().ShouldBe(1);
        json.GetProperty("late")[0].GetProperty("causes")[1].GetProperty("kind").GetString().ShouldBe("run");
        var operation = json.GetProperty("operations")[0];
        (operation.GetProperty("job").GetInt32(), operation.GetProperty("operation").GetInt32(), operation.GetProperty("machine").GetInt32(), operation.GetProperty("start").GetInt64(), operation.GetProperty("end").GetInt64())
            .ShouldBe((0, 0, 1, 3, 8));
        var read = TactusFormat.ReadSchedule(stream.ToArray());
        AnyProblem.Difference(read, file with { Figures = null, Late = null }).ShouldBeNull();
        AnyProblem.Difference(read.Assignments(plant), given).ShouldBeNull();
    }

    [Fact]
    public void Rows_without_ids_take_them_from_the_problem_by_number()
    {
        var plant = new Problem { Machines = [new() { Id = "M" }], Jobs = [new() { Id = "j", Operations = [new() { Id = "a", Modes = [new("M", 5)] }] }] };
        var file = TactusFormat.ReadSchedule("""{ "operations": [ { "job": 0, "operation": 0, "machine": 0, "start": 2, "end": 7 } ], "source": { "format": "jsp", "file": "x" } }"""u8);
        file.Assignments(plant).ShouldHaveSingleItem().ShouldBeEquivalentTo(new Assignment("a", "M", 2, 2, 7) { People = file.Assignments(plant)[0].People, Units = file.Assignments(plant)[0].Units });
        var beyond = TactusFormat.ReadSchedule("""{ "operations": [ { "job": 1, "operation": 0, "machine": 0, "start": 2, "end": 7 } ] }"""u8);
        Should.Throw<FormatFaultException>(() => beyond.Assignments(plant)).Sentence.ShouldContain("job 1");
        Should.Throw<FormatFaultException>(() => TactusFormat.ReadSchedule("""{ "objective": 1 }"""u8)).Sentence.ShouldContain("operations");
    }

    [Fact]
    public void Changes_are_refused_with_what_is_wrong()
    {
        static string Of(string json) => Should.Throw<FormatFaultException>(() => TactusFormat.ReadChanges(Encoding.UTF8.GetBytes(json), null)).Message;
        Of("{}").ShouldContain("changes");
        Of("""{ "changes": [ {} ] }""").ShouldContain("machineDown, toolDown");
        Of("""{ "changes": [ { "fire": {} } ] }""").ShouldContain("no field 'fire'");
        Of("""{ "changes": [ { "machineDown": { "machine": "M", "from": 1 } } ] }""").ShouldContain("needs the field 'until'");
        Of("""{ "changes": [ { "machineDown": { "machine": "M", "from": 5, "until": 5 } } ] }""").ShouldContain("ends after it begins");
        Of("""{ "changes": [ { "machineDown": { "pool": "M", "from": 5, "until": 5 } } ] }""").ShouldContain("no field 'pool'");
        Of("""{ "changes": [ { "orderCancelled": { "job": "j" }, "orderChanged": { "job": "j" } } ] }""").ShouldContain("write two changes");
    }

    [Theory]
    [InlineData("PT8H", 28_800)]
    [InlineData("P1W", 604_800)]
    [InlineData("P1DT2H3M4S", 93_784)]
    [InlineData("-PT90M", -5400)]
    [InlineData("PT", null)]
    [InlineData("P", null)]
    [InlineData("PT1H1H", null)]
    [InlineData("PT1M1H", null)]
    [InlineData("P1H", null)]
    [InlineData("P1Y", null)]
    [InlineData("PT1.5H", null)]
    [InlineData("PT99999999999999999999S", null)]
    [InlineData("P999999999999999999W", null)]
    public void Durations_are_weeks_to_seconds_in_whole_numbers(string text, int? seconds) =>
        (IsoTime.TryDuration(text, out var found) ? (long?)found : null).ShouldBe(seconds);
}
