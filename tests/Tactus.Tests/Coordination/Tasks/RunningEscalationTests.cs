using Microsoft.EntityFrameworkCore;
using Tactus.Coordination.Exceptions;
using Tactus.Coordination.Tasks;
using static Tactus.Tests.Coordination.Tasks.Calendars;

namespace Tactus.Tests.Coordination.Tasks;

/// <summary>Who is told of an exception, when, and that it happens once.</summary>
public sealed class RunningEscalationTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_exception_that_waits_for_a_decision_goes_from_its_owner_upwards_until_it_is_decided(string database)
    {
        await using var desk = await Desk.New(database);
        var no = await desk.Exception();
        (await desk.Lines(no)).ShouldBe(["opened 0 ann", "told 1 ann step"]);
        await desk.At("2026-03-02 08:15");
        await desk.At("2026-03-02 08:45");
        (await desk.Lines(no)).ShouldBe(["opened 0 ann", "told 1 ann step", "told 2 bob step", "told 3 cy step"]);
        await desk.Step(no, DisruptionStep.Decide, DisruptionStep.Execute);
        await desk.Work();
        await desk.At("2026-03-03 12:00");
        (await desk.Lines(no))[^1].ShouldBe("decided 3");
        (await desk.Told("sue")).ShouldBeEmpty();
        await using var db = desk.Plant.Coordination();
        (await db.Timers.CountAsync(each => each.DoneUtc == null)).ShouldBe(0);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_acknowledgement_without_a_decision_expires_and_the_same_people_are_told_again(string database)
    {
        await using var desk = await Desk.New(database);
        var no = await desk.Exception();
        (await desk.Refused("escalation-not-told", "/api/coordination/exception-acknowledgements", new { exceptionNo = no }, "bob")).Sentence.ShouldContain("ann");
        await desk.Post("/api/coordination/exception-acknowledgements", new { exceptionNo = no }, "ann");
        await desk.At("2026-03-02 08:29");
        (await desk.Lines(no)).ShouldBe(["opened 0 ann", "told 1 ann step", "acknowledged 1 ann"]);
        await desk.At("2026-03-02 08:30");
        (await desk.Lines(no))[^1].ShouldBe("told 1 ann acknowledgementExpired");
        await desk.At("2026-03-02 08:45");
        (await desk.Lines(no))[^1].ShouldBe("told 2 bob step");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_owner_who_left_is_not_waited_for(string database)
    {
        await using var desk = await Desk.New(database);
        var no = await desk.Exception();
        await desk.Post("/api/coordination/exception-acknowledgements", new { exceptionNo = no }, "ann");
        await desk.Post("/api/platform/person-deactivations", new { number = "ann", reason = "left" });
        await desk.Work();
        (await desk.Lines(no)).ShouldBe(["opened 0 ann", "told 1 ann step", "acknowledged 1 ann", "nobodyOnDuty 1 ann", "told 2 bob step"]);
        await desk.Post("/api/coordination/absences", new { personNo = "bob", fromUtc = desk.Now, reason = "ill" });
        await desk.Work();
        (await desk.Lines(no)).TakeLast(2).ShouldBe(["nobodyOnDuty 2", "told 3 cy step"]);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task With_nobody_on_the_roster_the_coordinators_are_told_at_once_and_it_shows(string database)
    {
        await using var desk = await Desk.New(database, roster: false);
        var no = await desk.Exception();
        (await desk.Lines(no)).ShouldBe(["opened 0", "nobodyOnDuty 1", "nobodyOnDuty 2", "nobodyOnDuty 3", "lastResort 4 nobodyWasTold", "told 4 sue lastResort"]);
        var escalation = (await desk.Plant.Get($"/api/coordination/exceptions/{no}", Desk.Person("sue"))).Json.GetProperty("escalation");
        escalation.GetProperty("told").EnumerateArray().Select(each => each.GetString()).ShouldBe(["sue"]);
        await desk.Post("/api/coordination/exception-acknowledgements", new { exceptionNo = no }, "sue");
        (await desk.Lines(no))[^1].ShouldBe("acknowledged 4 sue");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_timer_fires_once_though_the_process_dies_before_and_after(string database)
    {
        await using var desk = await Desk.New(database);
        var no = await desk.Exception();
        await desk.Die();
        desk.After(15);
        await desk.Work();
        await desk.Die();
        await desk.Work();
        await desk.Work();
        (await desk.Lines(no)).ShouldBe(["opened 0 ann", "told 1 ann step", "told 2 bob step"]);
        (await desk.Told("bob")).ShouldBe([$"escalation.step {no}"]);
        // A clock that is set back does nothing again; set forward, what is due fires in order and says how late it was.
        await desk.At("2026-03-02 06:00");
        await desk.Die();
        await desk.Work();
        (await desk.Lines(no)).Count.ShouldBe(3);
        await desk.At("2026-03-02 13:00");
        await using var db = desk.Plant.Coordination();
        var late = await db.EscalationLines.Where(each => each.Subject == no).OrderBy(each => each.Id).LastAsync();
        (late.What, late.Step, late.LateSeconds).ShouldBe(("told", 3, (long)(Utc("2026-03-02 13:00") - Utc("2026-03-02 08:45")).TotalSeconds));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Two_processes_over_one_database_fire_a_timer_once(string database)
    {
        await using var desk = await Desk.New(database);
        var numbers = new List<string>();
        for (var i = 0; i < 20; i++) numbers.Add(await desk.Exception(subject: $"IM-{i}"));
        desk.After(15);
        await Task.WhenAll(desk.Work(), desk.Work(), desk.Work());
        foreach (var no in numbers) (await desk.Lines(no)).ShouldBe(["opened 0 ann", "told 1 ann step", "told 2 bob step"]);
        (await desk.Told("bob")).Count.ShouldBe(20);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_shift_that_ends_takes_its_people_along_and_the_next_shift_is_told(string database)
    {
        await using var desk = await Desk.New(database, roster: false);
        foreach (var (person, shift) in ((string, string)[])[("ann", "early"), ("eli", "late")])
            await desk.Post("/api/coordination/duty-assignments", new { personNo = person, role = "shiftLead", shift, from = "2026-01-01" });
        await desk.Work();
        await desk.At("2026-03-02 13:50");
        var no = await desk.Exception();
        (await desk.Lines(no))[^1].ShouldBe("told 2 ann step");
        await desk.At("2026-03-02 14:00");
        (await desk.Lines(no))[^1].ShouldBe("told 2 eli cameOnDuty");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_new_owner_of_an_exception_is_told_and_no_timer_changes(string database)
    {
        await using var desk = await Desk.New(database);
        var no = await desk.Exception();
        desk.After(10);
        await desk.Post("/api/coordination/exception-assignments", new { exceptionNo = no, personNo = "dee", reason = "Her customer." });
        (await desk.Lines(no)).TakeLast(2).ShouldBe(["reassigned 1 dee", "told 1 dee reassigned"]);
        await desk.At("2026-03-02 08:15");
        (await desk.Lines(no))[^1].ShouldBe("told 2 bob step");
        await desk.Post("/api/coordination/exception-takes", new { exceptionNo = no }, "bob");
        await using var db = desk.Plant.Coordination();
        (await db.Disruptions.SingleAsync(each => each.No == no)).OwnerNo.ShouldBe("bob");
        (await desk.Lines(no)).TakeLast(3).ShouldBe(["reassigned 2 bob", "told 2 bob reassigned", "acknowledged 2 bob"]);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_policy_of_the_plant_is_for_cases_that_begin_later(string database)
    {
        await using var desk = await Desk.New(database);
        var before = await desk.Exception();
        await desk.Refused("role-unknown", "/api/coordination/escalation-policies", new { no = "exception", steps = (object[])[new { role = "pope", afterMinutes = 0 }], lastResortPeople = (string[])[], lastResortRole = "coordinator", lastResortAfterMinutes = 10, reason = "faster" });
        await desk.Refused("policy-unknown", "/api/coordination/escalation-policies", new { no = "exception-earthquake", steps = (object[])[new { role = "owner", afterMinutes = 0 }], lastResortPeople = (string[])[], lastResortRole = "coordinator", lastResortAfterMinutes = 10, reason = "faster" });
        await desk.Post("/api/coordination/escalation-policies", new { no = "exception-machineDown", steps = (object[])[new { role = "shiftLead", afterMinutes = 0 }, new { role = "productionManager", afterMinutes = 5 }], lastResortPeople = (string[])["cy"], lastResortRole = (string?)null, lastResortAfterMinutes = 10, reason = "faster" });
        var after = await desk.Exception(subject: "IM-2");
        await desk.At("2026-03-02 08:05");
        (await desk.Lines(before))[^1].ShouldBe("told 1 ann step");
        (await desk.Lines(after)).ShouldBe(["opened 0 ann", "told 1 bob step", "told 2 cy step"]);
    }
}
