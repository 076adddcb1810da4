using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Mes.Material;
using Tactus.Platform;

namespace Tactus.Mes.Production;

/// <summary>
/// An engineering change is allocated: what is done stays, what is begun is used up, converted or scrapped, what is not begun goes on as a new
/// order by the new revision. The plant splits by what is there now and answers with the real figures: a split is never stuck. No piece
/// counts in both orders, and what the two make is what the one made.
/// </summary>
internal static class SplitOrder
{
    /// <summary>The scrap reason in the production book.</summary>
    internal const string Reason = "ENG-CHANGE";

    internal static async Task<Refusal?> Apply(MesDb db, EngineeringChangeAllocated told, CommandContext by, CancellationToken stop)
    {
        var order = await db.Orders.FindAsync([told.WorkOrderNo], stop);
        var change = await db.OrderChanges.FindAsync([told.ChangeNo, told.WorkOrderNo], stop);
        if (order is null || change is null) return new Refusal("change-unknown", $"The plant knows of no change {told.ChangeNo} of order {told.WorkOrderNo}.");
        if (change.SplitUtc is not null || change.LiftedUtc is not null) return null;
        by.Why = $"{told.ChangeNo}: {told.Reason}";
        var jobs = await db.Jobs.Where(job => job.OrderNo == order.No).OrderBy(job => job.OperationNo).ToListAsync(stop);
        order.Unblock(told.ChangeNo);
        change.SplitUtc = by.NowUtc;
        var total = order.Quantity;
        var pieces = Whereabouts.Of(order, jobs, change.OperationNos);
        var going = new List<Position>();
        var scrapped = new List<Position>();
        if (pieces.IsChain && told.NewOrder is not null && order.State is not (OrderState.Completed or OrderState.Cancelled))
        {
            if (told.Untouched == PartsDisposition.Convert) going.AddRange(pieces.Positions.Where(each => !each.Touched && Found(told.NewOrder, each.Job)));
            if (told.Untouched == PartsDisposition.Scrap) scrapped.AddRange(pieces.Positions.Where(each => !each.Touched));
            if (told.Touched == PartsDisposition.Scrap) scrapped.AddRange(pieces.Positions.Where(each => each.Touched));
        }
        var kept = told.NewOrder is null || order.State is OrderState.Completed or OrderState.Cancelled
            ? total
            : Math.Min(total, pieces.Done + pieces.InProcess - going.Concat(scrapped).Sum(each => each.Pieces));
        // More was begun than is wanted: nothing is left for a new order, so what is begun is used up.
        if (total - kept <= 0) going.Clear();
        change.Kept = kept;
        var moved = Moved(jobs, going, scrapped);
        var releasing = total - kept > 0 ? told.NewOrder! with { Quantity = new Quantity(total - kept, order.Unit) } : null;
        db.Send(new OrderSplit(told.ChangeNo, order.No, new Quantity(kept, order.Unit), new Quantity(scrapped.Sum(each => each.Pieces), order.Unit), releasing, moved, by.NowUtc));
        foreach (var each in scrapped) Scrap(db, order, jobs, each, told, by);
        if (releasing is not null)
        {
            change.NewOrderNo = order.SplitInto = releasing.WorkOrderNo;
            order.Quantity = kept;
            if (await ReceiveSchedule.Apply(db, releasing, by, stop) is { } unfit) return unfit;
            await Hand(db, order, jobs, releasing, going, moved, told, by, stop);
        }
        await Material(db, order, total, moved, releasing, stop);
        foreach (var left in moved)
            new JobDesk { Order = order, Job = jobs.Find(job => job.OperationNo == left.OperationNo)!, Jobs = jobs }.Respond(db, ResponseState.Started, by.NowUtc, operation: true);
        if (releasing is not null) await Close(db, order, jobs, told, by, stop);
        OrderChange.Tell(db, order, jobs);
        return null;
    }

    private static bool Found(OperationsScheduleReleased order, JobOrder job) => order.Operations.Any(operation => operation.No == job.OperationNo);

    /// <summary>By operation what leaves the order: a piece has started every operation up to where it is.</summary>
    private static List<PiecesMoved> Moved(List<JobOrder> jobs, List<Position> going, List<Position> scrapped)
    {
        var moved = new List<PiecesMoved>();
        var ordered = OrderPlan.Ordered(jobs, job => job.OperationNo, job => job.Predecessors)!;
        for (var i = 0; i < ordered.Count; i++)
        {
            var job = ordered[i];
            var (converted, convertedGood) = Through(going);
            var (lost, lostGood) = Through(scrapped);
            if (converted + lost > 0) moved.Add(new PiecesMoved(job.OperationNo, converted + lost, convertedGood + lostGood, converted, convertedGood));

            (decimal Started, decimal Good) Through(List<Position> positions)
            {
                var further = positions.Where(each => ordered.IndexOf(each.Job) > i).Sum(each => each.Pieces);
                var here = positions.Find(each => each.Job == job);
                return (further + (here?.Pieces ?? 0), further + (here?.Waiting ?? 0));
            }
        }
        return moved;
    }

    private static void Scrap(MesDb db, ProductionOrder order, List<JobOrder> jobs, Position at, EngineeringChangeAllocated told, CommandContext by)
    {
        at.Job.ScrapWhereTheyAre(at);
        var report = Entry(at.Job, told, by, good: -at.Waiting, rework: -at.Rework, scrapped: at.Pieces);
        db.Reports.Add(report);
        db.Send(new MaterialActual(report.Id, order.No, at.Job.OperationNo, at.Job.ItemNo, at.Job.Revision, MaterialUse.Scrapped, new Quantity(at.Pieces, at.Job.Unit), null, [], Reason, null,
            false, false, null, at.Job.MachineNo, report.AtUtc));
        new JobDesk { Order = order, Job = at.Job, Jobs = jobs }.Changed(db);
    }

    /// <summary>Converted pieces go to the new order's jobs as they are, with what is in them.</summary>
    private static async Task Hand(
        MesDb db, ProductionOrder order, List<JobOrder> jobs, OperationsScheduleReleased released, List<Position> going, List<PiecesMoved> moved, EngineeringChangeAllocated told,
        CommandContext by, CancellationToken stop)
    {
        if (going.Count == 0) return;
        var into = db.Orders.Local.First(each => each.No == released.WorkOrderNo);
        var theirs = db.Jobs.Local.Where(job => job.OrderNo == into.No).ToList();
        foreach (var each in moved.Where(each => each.Converted > 0))
        {
            var from = jobs.Find(job => job.OperationNo == each.OperationNo)!;
            var to = theirs.Find(job => job.OperationNo == each.OperationNo)!;
            var rework = going.Find(position => position.Job == from)?.Rework ?? 0;
            from.GiveAway(each.Converted, each.ConvertedGood, rework);
            to.TakeOver(each.Converted, each.ConvertedGood, rework, by.NowUtc);
            db.Reports.Add(Entry(from, told, by, -each.ConvertedGood, -rework, 0));
            db.Reports.Add(Entry(to, told, by, each.ConvertedGood, rework, 0));
            new JobDesk { Order = order, Job = from, Jobs = jobs }.Note(db, JobEventKind.Moved, null, by.NowUtc, by, -each.Converted, note: told.ChangeNo);
            new JobDesk { Order = into, Job = to, Jobs = theirs }.Note(db, JobEventKind.Moved, null, by.NowUtc, by, each.Converted, note: told.ChangeNo);
        }
        foreach (var each in going)
            await Genealogy.Connect(db, await LotBook.WorkInProcess(db, each.Job, by.NowUtc, stop),
                await LotBook.WorkInProcess(db, theirs.Find(job => job.OperationNo == each.Job.OperationNo)!, by.NowUtc, stop), EdgeKind.Split, each.Pieces, each.Job.No,
                Guid.CreateVersion7(), by.NowUtc, stop);
        new JobDesk { Order = into, Job = theirs[0], Jobs = theirs }.OrderStarted(db, by.NowUtc);
    }

    private static ProductionReport Entry(JobOrder job, EngineeringChangeAllocated told, CommandContext by, decimal good, decimal rework, decimal scrapped)
    {
        var id = Guid.CreateVersion7();
        return new ProductionReport
        {
            Id = id, Kind = ReportKind.Moved, JobNo = job.No, OrderNo = job.OrderNo, OperationNo = job.OperationNo, ItemNo = job.ItemNo, WorkCentreNo = job.WorkCentreNo, Final = job.Last,
            Unit = job.Unit, Good = good, Rework = rework, Scrapped = scrapped, Note = told.ChangeNo, AtUtc = by.NowUtc, CountsUtc = by.NowUtc, ReceivedUtc = by.NowUtc,
            Scrap = scrapped == 0 ? [] : [new ProductionScrap { ReportId = id, ReasonCode = Reason, Quantity = scrapped }],
        };
    }

    /// <summary>What each order needs: for the pieces that pass an operation in it. What converted pieces hold already is not drawn again.</summary>
    private static async Task Material(MesDb db, ProductionOrder order, decimal total, List<PiecesMoved> moved, OperationsScheduleReleased? released, CancellationToken stop)
    {
        if (released is null) return;
        foreach (var need in await db.JobMaterials.Where(material => material.JobNo.StartsWith(order.No + "/")).ToListAsync(stop))
        {
            var left = moved.Find(each => need.JobNo == $"{order.No}/{each.OperationNo}");
            var units = order.Quantity + (need.Backflush ? left?.LeftGood : left?.Left) ?? order.Quantity;
            need.Quantity = need.PerUnit > 0 ? decimal.Round(need.PerUnit * units, 6) : decimal.Round(need.Quantity * units / total, 6);
            if (left is { Converted: > 0 }) need.CameWith -= Math.Min(need.Consumed, decimal.Round(need.PerUnit * (need.Backflush ? left.ConvertedGood : left.Converted), 6));
        }
        foreach (var need in db.JobMaterials.Local.Where(material => material.JobNo.StartsWith(released.WorkOrderNo + "/", StringComparison.Ordinal)))
        {
            need.Quantity = need.PerUnit > 0 ? decimal.Round(need.PerUnit * released.Quantity.Value, 6) : need.Quantity;
            if (moved.Find(each => need.JobNo == $"{released.WorkOrderNo}/{each.OperationNo}") is { Converted: > 0 } held)
                need.CameWith += decimal.Round(need.PerUnit * (need.Backflush ? held.ConvertedGood : held.Converted), 6);
        }
    }

    /// <summary>The order makes what it kept and starts nothing more; where nothing is left to do its jobs are complete.</summary>
    private static async Task Close(MesDb db, ProductionOrder order, List<JobOrder> jobs, EngineeringChangeAllocated told, CommandContext by, CancellationToken stop)
    {
        if (order.Quantity == 0)
        {
            order.State = OrderState.Cancelled;
            foreach (var job in jobs.Where(job => job.InProcess == 0 && job.Rework == 0)) job.Step(JobStep.Cancel);
            new JobDesk { Order = order, Job = jobs[0], Jobs = jobs }.Respond(db, ResponseState.Cancelled, by.NowUtc, operation: false);
            return;
        }
        OrderPlan.Apply(order, jobs);
        foreach (var first in jobs.Where(job => job.Predecessors.Count == 0)) first.ToStart = Math.Min(first.ToStart, first.Started);
        foreach (var job in OrderPlan.Ordered(jobs, job => job.OperationNo, job => job.Predecessors)!)
        {
            var desk = new JobDesk { Order = order, Job = job, Jobs = jobs };
            if (job.State is not (JobState.Running or JobState.Paused) || job.InProcess > 0 || job.Rework > 0 || desk.Startable > 0) continue;
            if (desk.Before.Any(before => before.State != JobState.Completed)) continue;
            await CompleteJob.Finish(db, desk, $"{told.ChangeNo} took what was not begun", null, by.NowUtc, by, stop);
        }
    }
}
