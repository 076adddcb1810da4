using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Tactus.Coordination.Carrying;
using Tactus.Platform;

namespace Tactus.Coordination.Tasks;

/// <summary>What an answer means, and what follows from it.</summary>
internal static class TaskAnswers
{
    /// <summary>Called at the end of every command that answers or refuses a task, in its transaction.</summary>
    internal static async Task Heard(CoordinationDb db, CoordinationTask task, CommandContext by, CancellationToken stop)
    {
        await Carry.Heard(db, task, by, stop);
        if (task.State != TaskState.Answered) return;
        foreach (var next in await db.Tasks.Where(each => each.State == TaskState.Waiting && each.DisruptionNo == task.DisruptionNo).ToListAsync(stop))
        {
            if (!next.Predecessors.Contains(task.No)) continue;
            // Counted on the successor itself: when two of its predecessors are answered at once, one of the two commands runs again and sees the other.
            next.PredecessorsAnswered++;
            if (next.PredecessorsAnswered == next.Predecessors.Count) await TaskBook.Open(db, next, by, stop);
        }
    }

    /// <summary>An answer as it is kept, or why it is none.</summary>
    internal static Outcome<string> Read(CoordinationTask task, string value)
    {
        var text = value.Trim();
        return task.Answers switch
        {
            TaskAnswer.Done => text == "done" ? text : Unfit("Answer done."),
            TaskAnswer.YesNo => text is "yes" or "no" ? text : Unfit("Answer yes or no."),
            TaskAnswer.Date => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? text : Unfit("Answer with a day, for example 2026-03-04."),
            TaskAnswer.Quantity => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is >= 0 and < 1_000_000_000
                ? number.ToString("0.######", CultureInfo.InvariantCulture) : Unfit($"Answer with a number of zero or more{(task.Unit is null ? "" : " in " + task.Unit)}, for example 120 or 0.5."),
            _ => task.Choices.Contains(text) ? text : Unfit($"Answer with one of: {string.Join(", ", task.Choices)}."),
        };
    }

    private static Refusal Unfit(string sentence) => Refusal.Field("answer-not-allowed", "value", sentence);
}
