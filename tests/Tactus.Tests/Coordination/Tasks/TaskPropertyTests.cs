using Tactus.Coordination;
using Tactus.Coordination.Tasks;
using Tactus.Platform;
using static Tactus.Tests.Coordination.Tasks.Calendars;

namespace Tactus.Tests.Coordination.Tasks;

/// <summary>Random lives of tasks.</summary>
public sealed class TaskPropertyTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 200)];

    [Theory, MemberData(nameof(Seeds))]
    public void Whatever_is_done_to_a_task_what_was_promised_stays_and_it_is_over_once(int seed)
    {
        var random = new Random(seed);
        var calendar = TwoShifts();
        var now = Utc("2026-03-09 10:00").AddMinutes(random.Next(5_000));
        var task = CoordinationTask.Of("TK-000001", new NewTask("sales", TaskKind.Question, "May it be later?", TaskAnswer.YesNo, Minutes(60)), calendar.Due(now, Minutes(60)).Value, now);
        task.Reply("yes", null, By()).ShouldNotBeNull("what waits can't be answered").Code.ShouldBe("task-waiting");
        task.Open(calendar.Due(now, Minutes(60)).Value, now);
        var promised = task.PromisedUtc;
        (TaskState State, string? Answer, string? Who)? over = null;
        for (var i = 0; i < 60; i++)
        {
            now = now.AddMinutes(random.Next(1, 200));
            var (before, due, missed) = (task.State, task.DueUtc, task.MissedUtc);
            var act = random.Next(9);
            var refusal = act switch
            {
                0 => task.Acknowledge(By()),
                1 => task.Reply(random.Next(3) == 0 ? "perhaps" : "yes", null, By()),
                2 => random.Next(4) == 0 ? task.Refuse("no", By()) : null,
                3 => random.Next(4) == 0 && task.Withdraw("gone", By()) ? null : null,
                4 => task.Pause(random.Next(3) == 0 ? "busy" : "waitingForSupplier", now),
                5 => task.Resume(now, calendar),
                6 => task.Miss(now) ? null : null,
                _ => task.Assign(random.Next(2) == 0 ? "ann" : "bob"),
            };
            refusal?.Sentence.ShouldNotBeNullOrWhiteSpace();
            task.PromisedUtc.ShouldBe(promised);
            task.DueUtc.ShouldBeGreaterThanOrEqualTo(due);
            if (act != 5) task.DueUtc.ShouldBe(due, "only the end of a pause moves it");
            if (missed is not null) task.MissedUtc.ShouldBe(missed);
            if (over is { } kept) (task.State, task.Answer, task.AnsweredBy).ShouldBe(kept);
            else if (task.Over) over = (task.State, task.Answer, task.AnsweredBy);
            if (refusal is not null) task.State.ShouldBe(before);
            // A pause that is over counts as much as it lasted in working time, whatever came of the task.
            if (task.Commitment() is { } commitment) commitment.DueUtc.ShouldBe(promised);
            task.Pauses.Count(pause => pause.ToUtc is null).ShouldBeLessThanOrEqualTo(task.Over ? 0 : 1);
        }

        CommandContext By() => new(Plant.Person(random.Next(2) == 0 ? "ann" : "bob", CoordinationPermissions.Answer), now);
    }
}
