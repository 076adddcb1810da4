using Microsoft.EntityFrameworkCore;
using Tactus.Contracts.Messages;
using Tactus.Coordination.Decisions;
using Tactus.Coordination.Exceptions;
using Tactus.Coordination.Tasks;
using Tactus.Platform;

namespace Tactus.Coordination.Carrying;

/// <summary>
/// Carries out what was decided: asks people and systems in their order, hears their answers, and tells when all is done. A no from anybody ends
/// what has not begun and gives the exception back to its owner with the reason.
/// </summary>
internal static class Carry
{
    /// <summary>Working minutes that somebody has to answer.</summary>
    private const int UsualMinutes = 60;

    /// <summary>A task that stands for an action is over: yes or done, or no with what was said.</summary>
    internal static async Task Heard(CoordinationDb db, CoordinationTask task, CommandContext by, CancellationToken stop)
    {
        if (task.Reference is null || !Guid.TryParse(task.Reference, out var id) || await db.CarriedActions.FindAsync([id], stop) is not { } action) return;
        var note = string.IsNullOrWhiteSpace(task.AnswerNote) ? "" : ": " + task.AnswerNote.Trim();
        await Settle(db, action, task.State == TaskState.Answered && task.Answer != "no", by.Actor.Name + note, by.NowUtc, by, stop);
    }

    /// <summary>Sets planned actions in motion.</summary>
    /// <param name="decision">Null: containment.</param>
    internal static async Task Begin(CoordinationDb db, Disruption disruption, Decision? decision, IEnumerable<PlannedAction> planned, CommandContext by, CancellationToken stop)
    {
        db.CarriedActions.AddRange(planned.Select(each => CarriedAction.Of(disruption.No, decision?.Id, each)));
        await Advance(db, disruption, by, stop);
    }

    /// <summary>Begins whatever waits for nothing any more.</summary>
    internal static async Task Advance(CoordinationDb db, Disruption disruption, CommandContext by, CancellationToken stop)
    {
        var all = await Of(db, disruption.No, stop);
        // What begins may be done at once and let others begin.
        while (all.Find(each => each.State == ActionState.Waiting && each.After.TrueForAll(key => all.Exists(before => before.Key == key && before.DecisionId == each.DecisionId && before.State == ActionState.Done))) is { } next)
        {
            next.Begin(by.NowUtc);
            await Do(db, disruption, next, by, stop);
        }
        if (all.Exists(each => each.DecisionId is not null)) await Finished(db, disruption, by, stop);
    }

    /// <summary>All actions of an exception, those that this transaction has added included.</summary>
    internal static async Task<List<CarriedAction>> Of(CoordinationDb db, string disruptionNo, CancellationToken stop)
    {
        await db.CarriedActions.Where(each => each.DisruptionNo == disruptionNo).LoadAsync(stop);
        return [.. db.CarriedActions.Local.Where(each => each.DisruptionNo == disruptionNo).OrderBy(each => each.Id)];
    }

    private static async Task Do(CoordinationDb db, Disruption disruption, CarriedAction action, CommandContext by, CancellationToken stop)
    {
        var decision = action.DecisionId is { } id ? await db.Decisions.FindAsync([id], stop) : null;
        var reason = decision is null ? $"{disruption.No}: {disruption.Subject}" : $"{disruption.No}: {decision.Rationale}";
        var who = decision?.ByName ?? by.Actor.Name;
        switch (action.Kind)
        {
            case ActionKind.ChangeWorkOrder when action.Planned.Reads<OrderChangeBody>() is var body:
                db.SendTo("erp", new WorkOrderChangeAsked(action.Id, body.WorkOrderNo, body.Quantity, body.DueUtc, body.Priority, body.Cancel, reason, who, by.NowUtc));
                break;
            case ActionKind.ChangePromise when action.Planned.Reads<PromiseBody>() is var body:
                db.SendTo("erp", new PromiseChangeAsked(action.Id, body.SalesOrderNo, body.SalesLineNo, body.Parts, reason, who, by.NowUtc));
                break;
            case ActionKind.OpenOvertime when action.Planned.Reads<OvertimeBody>() is var body:
                db.SendTo("mes", new OvertimeAsked(action.Id, body.EquipmentNo, body.FromUtc, body.ToUtc, reason, who, by.NowUtc));
                break;
            case ActionKind.FenceStarts when action.Planned.Reads<FenceBody>() is var body:
                foreach (var order in body.WorkOrderNos)
                    db.SendTo("mes", new StartsFenced(disruption.No, order, body.Lift, $"{action.Text} ({disruption.No})", by.NowUtc));
                action.End(ActionState.Done, null, by.NowUtc);
                break;
            case ActionKind.Ask or ActionKind.Do:
                var asks = action.Kind == ActionKind.Ask;
                action.TaskNo = (await TaskBook.Give(db, new NewTask(action.Role!, asks ? TaskKind.Question : TaskKind.Work, action.Text, asks ? TaskAnswer.YesNo : TaskAnswer.Done,
                    TimeSpan.FromMinutes(action.DueMinutes ?? UsualMinutes))
                {
                    DisruptionNo = disruption.No, DecisionId = action.DecisionId, Reference = action.Id.ToString("D"), FromFunction = Owners.FunctionOf(disruption.OwnerRole ?? Owners.RoleOf(disruption.Kind)),
                }, by, stop)).No;
                break;
        }
        disruption.Note(db, "Asked", by, action.Role is { } role ? $"{role}: {action.Text}" : action.Text);
    }

    /// <summary>A half says what became of what it was asked.</summary>
    internal static async Task<Refusal?> Answered(CoordinationDb db, ActionAnswered told, CommandContext by, CancellationToken stop)
    {
        if (await db.CarriedActions.FindAsync([told.ActionId], stop) is { } action) await Settle(db, action, told.Done, told.Sentence, told.AtUtc, by, stop);
        return null;
    }

    /// <summary>An action is done, or somebody said no.</summary>
    /// <param name="atUtc">When it had its effect.</param>
    internal static async Task Settle(CoordinationDb db, CarriedAction action, bool done, string? sentence, DateTime atUtc, CommandContext by, CancellationToken stop)
    {
        if (!action.End(done ? ActionState.Done : ActionState.Refused, sentence, by.NowUtc)) return;
        var disruption = await db.Disruptions.FirstAsync(each => each.No == action.DisruptionNo, stop);
        var said = string.IsNullOrWhiteSpace(sentence) ? "" : " " + sentence.Trim();
        disruption.Note(db, done ? "Done" : "Refused", by, $"{(action.Role is { } role ? role + ": " : "")}{action.Text}{(done ? " Done." : " No.")}{said}");
        if (!done)
        {
            await GiveBack(db, disruption, by, stop);
            return;
        }
        // The first thing that is different on the floor or in the books is the decision's effect; a question is none.
        if (action.Role is null) disruption.EffectUtc ??= atUtc;
        await Advance(db, disruption, by, stop);
    }

    /// <summary>What has not been answered is dropped, and the exception wants other ways out.</summary>
    private static async Task GiveBack(CoordinationDb db, Disruption disruption, CommandContext by, CancellationToken stop)
    {
        await Drop(db, disruption.No, by, stop);
        disruption.WantsOptions = disruption.EndedUtc is null;
    }

    /// <summary>Ends what is open, e.g. because the exception is over or decided anew.</summary>
    internal static async Task Drop(CoordinationDb db, string disruptionNo, CommandContext by, CancellationToken stop)
    {
        foreach (var open in (await Of(db, disruptionNo, stop)).Where(each => each.Open))
        {
            open.End(ActionState.Dropped, null, by.NowUtc);
            if (open.TaskNo is { } no && await db.Tasks.FindAsync([no], stop) is { } task) await TaskBook.Withdraw(db, task, "It is not needed any more.", by, stop);
        }
    }

    /// <summary>Starts that were fenced until somebody decided may be started again.</summary>
    internal static async Task LiftFences(CoordinationDb db, Disruption disruption, CommandContext by, CancellationToken stop)
    {
        var fences = (await Of(db, disruption.No, stop)).FindAll(each => each.Kind == ActionKind.FenceStarts);
        if (fences.Count == 0 || fences[^1].Planned.Reads<FenceBody>().Lift) return;
        await Begin(db, disruption, null, [PlannedAction.System($"lift {fences.Count}", ActionKind.FenceStarts, "New pieces may be started again.",
            fences[^1].Planned.Reads<FenceBody>() with { Lift = true })], by, stop);
    }

    /// <summary>Everything of the newest decision is done and every work centre has its new order.</summary>
    internal static async Task Finished(CoordinationDb db, Disruption disruption, CommandContext by, CancellationToken stop)
    {
        if (disruption.State != DisruptionState.Executing) return;
        var decision = await Decision.Latest(db, disruption.No, stop);
        if (decision is null || !decision.Told.All(decision.Confirmed.Contains)) return;
        if ((await Of(db, disruption.No, stop)).Exists(each => each.DecisionId == decision.Id && each.State != ActionState.Done)) return;
        disruption.Step(db, DisruptionStep.Verify, by, "Everything decided is carried out.");
        await LiftFences(db, disruption, by, stop);
        if (disruption.EndedUtc is null && disruption.EndsWhenCarried) disruption.EndedUtc = by.NowUtc;
        if (disruption.EndedUtc is not null) disruption.Step(db, DisruptionStep.Resolve, by, "Its cause is over.");
    }
}
