using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tactus.Coordination.Tasks;
using Tactus.Platform.Messaging;
using static Tactus.Tests.Coordination.Tasks.Calendars;

namespace Tactus.Tests.Coordination.Tasks;

/// <summary>Tasks from being given to being answered.</summary>
public sealed class TaskTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Sixty_working_minutes_from_Friday_evening_are_over_on_Monday_morning(string database)
    {
        await using var desk = await Desk.New(database, "2026-03-06 21:40");
        var no = await desk.Give(new { ownerNo = "dee" });
        (await desk.Task(no)).DueUtc.ShouldBe(Utc("2026-03-09 06:40"));
        await desk.At("2026-03-08 12:00");
        (await desk.Lines(no)).ShouldBe(["opened 0 dee", "told 1 dee step"]);
        // The role is told after thirty working minutes, those above when it is late.
        await desk.At("2026-03-09 06:09");
        (await desk.Lines(no)).Count.ShouldBe(2);
        await desk.At("2026-03-09 06:10");
        (await desk.Lines(no))[^1].ShouldBe("told 2 dee,eli step");
        await desk.At("2026-03-09 06:39");
        (await desk.Task(no)).MissedUtc.ShouldBeNull();
        await desk.At("2026-03-09 06:40");
        (await desk.Task(no)).MissedUtc.ShouldBe(Utc("2026-03-09 06:40"));
        (await desk.Lines(no)).ShouldBe(["opened 0 dee", "told 1 dee step", "told 2 dee,eli step", "closed 2", "opened 0 dee", "told 1 bob step"]);
        (await desk.Told("dee")).ShouldBe([$"escalation.step {no}", $"escalation.step {no}", $"task.missed {no}"]);
        // Missed stays visible when it is answered after all.
        await desk.Post("/api/coordination/task-answers", new { taskNo = no, value = "yes" }, "dee");
        var answered = await desk.Task(no);
        (answered.State, answered.MissedUtc).ShouldBe((TaskState.Answered, Utc("2026-03-09 06:40")));
        (await desk.Lines(no))[^1].ShouldBe("closed 1");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_is_given_at_night_is_escalated_when_work_begins_and_not_to_the_last_resort(string database)
    {
        await using var desk = await Desk.New(database, "2026-03-07 11:00");
        var no = await desk.Give(new { ownerNo = "dee" });
        (await desk.Task(no)).DueUtc.ShouldBe(Utc("2026-03-09 07:00"));
        (await desk.Told("dee")).ShouldBe([$"escalation.step {no}"]);
        await desk.Die();
        await desk.At("2026-03-08 23:00");
        (await desk.Lines(no)).ShouldBeEmpty();
        await desk.At("2026-03-09 06:00");
        (await desk.Lines(no)).ShouldBe(["opened 0 dee", "told 1 dee step"]);
        // Due at the very end of a shift: those above are told in the morning.
        var late = await desk.Give(new { ownerNo = "eli", withinMinutes = 16 * 60 });
        (await desk.Task(late)).DueUtc.ShouldBe(Utc("2026-03-09 22:00"));
        await desk.Post("/api/coordination/task-acknowledgements", new { taskNo = late }, "eli");
        await desk.At("2026-03-09 22:00");
        (await desk.Task(late)).MissedUtc.ShouldBe(Utc("2026-03-09 22:00"));
        (await desk.Told("sue")).ShouldNotContain(each => each.EndsWith(late, StringComparison.Ordinal));
        await desk.At("2026-03-10 06:00");
        (await desk.Lines(late))[^1].ShouldBe("told 1 bob step");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Of_two_who_answer_at_once_the_second_is_told_who_was_first_and_what_they_said(string database)
    {
        await using var desk = await Desk.New(database);
        var no = await desk.Give(new { });
        var both = await Task.WhenAll(
            desk.Try("/api/coordination/task-answers", new { taskNo = no, value = "yes", note = "The customer agrees." }, "dee"),
            desk.Try("/api/coordination/task-answers", new { taskNo = no, value = "no", note = "They refuse." }, "eli"));
        both.Count(each => each.Done).ShouldBe(1);
        var refusal = both.Single(each => !each.Done).Refusal!;
        refusal.Code.ShouldBe("task-answered");
        var task = await desk.Task(no);
        refusal.Sentence.ShouldContain($"{task.AnsweredBy} has answered {task.Answer}");
        refusal.Sentence.ShouldContain(task.AnswerNote!);
        await using var db = desk.Plant.Coordination();
        (await db.TaskEvents.CountAsync(each => each.TaskNo == no && each.What == "answered")).ShouldBe(1);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_task_waits_until_everything_before_it_is_answered_and_its_time_begins_then(string database)
    {
        await using var desk = await Desk.New(database);
        var exception = await desk.Exception();
        var first = await desk.Give(new { exceptionNo = exception });
        var second = await desk.Give(new { exceptionNo = exception, role = "shiftLead", answers = "done", kind = "work" });
        var last = await desk.Give(new { exceptionNo = exception, role = "productionPlanner", predecessors = (string[])[first, second] });
        (await desk.Task(last)).State.ShouldBe(TaskState.Waiting);
        (await desk.Told("ann")).ShouldNotContain(each => each.EndsWith(last, StringComparison.Ordinal));
        var early = await desk.Refused("task-waiting", "/api/coordination/task-answers", new { taskNo = last, value = "yes" }, "ann");
        early.Sentence.ShouldContain(first);
        desk.After(90);
        // Both at once: neither may miss the other, or it would wait for ever.
        (await Task.WhenAll(desk.Try("/api/coordination/task-answers", new { taskNo = first, value = "yes" }, "dee"), desk.Try("/api/coordination/task-answers", new { taskNo = second, value = "done" }, "bob")))
            .ShouldAllBe(each => each.Done);
        var opened = await desk.Task(last);
        (opened.State, opened.OpenedUtc, opened.DueUtc).ShouldBe((TaskState.Open, desk.Now, desk.Now.AddMinutes(60)));
        (await desk.Told("ann")).ShouldContain($"escalation.step {last}");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_refused_predecessor_opens_nothing_and_the_owner_of_the_exception_is_told(string database)
    {
        await using var desk = await Desk.New(database);
        var exception = await desk.Exception();
        var first = await desk.Give(new { exceptionNo = exception });
        var second = await desk.Give(new { exceptionNo = exception, role = "productionPlanner", predecessors = (string[])[first] });
        await desk.Refused("reason-missing", "/api/coordination/task-refusals", new { taskNo = first, reason = " " }, "dee");
        await desk.Post("/api/coordination/task-refusals", new { taskNo = first, reason = "Not my customer." }, "dee");
        (await desk.Task(second)).State.ShouldBe(TaskState.Waiting);
        (await desk.Told("ann")).ShouldContain($"task.refused {first}");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_new_owner_is_told_and_the_due_time_stays(string database)
    {
        await using var desk = await Desk.New(database);
        var no = await desk.Give(new { ownerNo = "dee" });
        var before = await desk.Task(no);
        desk.After(20);
        await desk.Post("/api/coordination/task-assignments", new { taskNo = no, personNo = "eli", reason = "Eli knows them." }, "dee");
        var after = await desk.Task(no);
        (after.OwnerNo, after.DueUtc, after.PromisedUtc, after.OpenedUtc).ShouldBe(("eli", before.DueUtc, before.PromisedUtc, before.OpenedUtc));
        (await desk.Told("eli")).ShouldBe([$"escalation.reassigned {no}"]);
        var refused = await desk.Refused("task-not-yours", "/api/coordination/task-answers", new { taskNo = no, value = "yes" }, "bob");
        refused.Sentence.ShouldContain("Eli Sales");
        // Handed over as often as one likes, it is missed at the time that was promised.
        after.Commitment()!.DueUtc.ShouldBe(before.PromisedUtc);
        await desk.At("2026-03-02 09:00");
        (await desk.Task(no)).MissedUtc.ShouldBe(before.DueUtc);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Only_a_listed_reason_pauses_a_task_and_the_pause_moves_its_due_time(string database)
    {
        await using var desk = await Desk.New(database);
        var no = await desk.Give(new { ownerNo = "dee" });
        desk.After(10);
        (await desk.Refused("pause-reason-unknown", "/api/coordination/task-pauses", new { taskNo = no, reason = "busy" }, "dee")).Sentence.ShouldContain("waitingForCustomer");
        await desk.Post("/api/coordination/task-pauses", new { taskNo = no, reason = "waitingForCustomer" }, "dee");
        await desk.At("2026-03-02 12:00");
        (await desk.Task(no)).MissedUtc.ShouldBeNull();
        await desk.Post("/api/coordination/task-resumptions", new { taskNo = no }, "dee");
        var task = await desk.Task(no);
        (task.DueUtc, task.PromisedUtc).ShouldBe((Utc("2026-03-02 12:50"), Utc("2026-03-02 09:00")));
        await desk.At("2026-03-02 12:49");
        (await desk.Task(no)).MissedUtc.ShouldBeNull();
        await desk.At("2026-03-02 12:50");
        (await desk.Task(no)).MissedUtc.ShouldBe(Utc("2026-03-02 12:50"));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Who_takes_a_task_of_their_role_owns_it_and_nobody_else_is_told(string database)
    {
        await using var desk = await Desk.New(database);
        var no = await desk.Give(new { withinMinutes = 300 });
        (await desk.Lines(no)).ShouldBe(["opened 0", "nobodyOnDuty 1", "told 2 dee,eli step"]);
        await desk.Post("/api/coordination/task-acknowledgements", new { taskNo = no }, "eli");
        (await desk.Task(no)).OwnerNo.ShouldBe("eli");
        await desk.At("2026-03-02 12:00");
        (await desk.Lines(no))[^1].ShouldBe("acknowledged 2 eli");
        var mine = (await desk.Plant.Get("/api/coordination/my-tasks", Desk.Person("eli"))).Json.GetProperty("items").EnumerateArray().Single();
        mine.GetProperty("task").GetProperty("no").GetString().ShouldBe(no);
        (await desk.Plant.Get("/api/coordination/my-tasks", Desk.Person("dee"))).Json.GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_is_not_an_answer_is_refused_with_what_would_be(string database)
    {
        await using var desk = await Desk.New(database);
        foreach (var (kind, bad, good, kept) in ((string, string, string, string)[])[("yesNo", "maybe", "no", "no"), ("date", "tomorrow", "2026-03-04", "2026-03-04"), ("quantity", "-3", " 12.50 ", "12.5"), ("done", "yes", "done", "done"), ("choice", "c", "b", "b")])
        {
            var no = await desk.Give(new { answers = kind, choices = kind == "choice" ? ["a", "b"] : Array.Empty<string>() });
            (await desk.Refused("answer-not-allowed", "/api/coordination/task-answers", new { taskNo = no, value = bad }, "dee")).Errors!.Keys.ShouldBe(["value"]);
            (await desk.Post("/api/coordination/task-answers", new { taskNo = no, value = good }, "dee")).GetProperty("answer").GetString().ShouldBe(kept);
        }
        await desk.Refused("choices-invalid", "/api/coordination/tasks", new { role = "sales", kind = "question", text = "?", answers = "choice", withinMinutes = 5, choices = (string[])["a"] });
        await desk.Refused("person-unknown", "/api/coordination/tasks", new { role = "sales", kind = "question", text = "?", answers = "done", withinMinutes = 5, ownerNo = "zoe" });
        await desk.Refused("role-unknown", "/api/coordination/tasks", new { role = "pope", kind = "question", text = "?", answers = "done", withinMinutes = 5 });
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_is_withdrawn_needs_no_answer_and_tells_nobody_any_more(string database)
    {
        await using var desk = await Desk.New(database);
        var exception = await desk.Exception();
        var no = await desk.Give(new { exceptionNo = exception, ownerNo = "dee" });
        await desk.Change(async (db, by) => await TaskBook.WithdrawAll(db, exception, "Decided anew.", by, CancellationToken.None));
        (await desk.Refused("task-withdrawn", "/api/coordination/task-answers", new { taskNo = no, value = "yes" }, "dee")).Sentence.ShouldContain("Decided anew.");
        var before = (await desk.Lines(no)).Count;
        await desk.At("2026-03-03 12:00");
        (await desk.Lines(no)).Count.ShouldBe(before);
        (await desk.Task(no)).MissedUtc.ShouldBeNull();
        (await desk.Told("dee"))[^1].ShouldBe($"task.withdrawn {no}");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Each_step_of_a_task_is_announced_outside_in_order_and_waits_for_no_courier(string database)
    {
        await using var desk = await Desk.New(database);
        var no = await desk.Give(new { ownerNo = "dee" });
        await desk.Post("/api/coordination/task-answers", new { taskNo = no, value = "yes" }, "dee");
        await using var db = desk.Plant.Coordination();
        var sent = await db.Set<OutboxMessage>().Where(message => message.Name == "task-changed.v1").OrderBy(message => message.Seq).ToListAsync();
        sent.Select(message => JsonDocument.Parse(message.Body).RootElement.GetProperty("what").GetString()).ShouldBe(["given", "opened", "answered"]);
        sent.ShouldAllBe(message => message.DeliveredUtc != null && !message.Announced);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_task_shows_its_exception_and_what_depends_on_it(string database)
    {
        await using var desk = await Desk.New(database);
        var exception = await desk.Exception();
        var first = await desk.Give(new { exceptionNo = exception });
        var next = await desk.Give(new { exceptionNo = exception, predecessors = (string[])[first] });
        var view = (await desk.Plant.Get($"/api/coordination/tasks/{first}", Desk.Person("dee"))).Json;
        view.GetProperty("subject").GetProperty("subject").GetString().ShouldBe("IM-1");
        view.GetProperty("successors").EnumerateArray().Select(No).ShouldBe([next]);
        (await desk.Plant.Get($"/api/coordination/exceptions/{exception}", Desk.Person("dee"))).Json.GetProperty("tasks").EnumerateArray().Select(No).ShouldBe([first, next]);
        (await desk.Plant.Get("/api/coordination/tasks/TK-999999", Desk.Person("dee"))).Code.ShouldBe("task-unknown");

        static string? No(JsonElement task) => task.GetProperty("no").GetString();
    }
}
