using Microsoft.EntityFrameworkCore;
using Tactus.Contracts.Messages;
using Tactus.Platform;

namespace Tactus.Coordination.Picture;

/// <summary>An engineering change of a running order, as both halves told it. Quantities in the order's unit.</summary>
[NotAudited]
internal sealed class KnownChange
{
    public required string ChangeNo { get; init; }
    public required string WorkOrderNo { get; init; }
    public string? ItemNo { get; set; }
    public string? FromRevision { get; set; }
    public string? ToRevision { get; set; }
    public string? Reason { get; set; }
    /// <summary>Since when nothing of the order is started; null while only the plant's word was heard.</summary>
    public DateTime? AnnouncedUtc { get; set; }
    public DateTime? AnsweredUtc { get; set; }
    public decimal? Done { get; set; }
    public decimal? InProcess { get; set; }
    public decimal? Unstarted { get; set; }
    public DateTime? AllocatedUtc { get; set; }
    public DateTime? LiftedUtc { get; set; }
    public DateTime? SplitUtc { get; set; }
    public decimal? Kept { get; set; }
    public string? NewOrderNo { get; set; }
}

/// <summary>What is said about engineering changes. Business and plant are heard on streams of their own, so an answer may come before its question.</summary>
internal static class HearChanges
{
    internal static async Task<Refusal?> Announced(CoordinationDb db, EngineeringChangeAnnounced told, CommandContext by, CancellationToken stop)
    {
        var change = await Change(db, told.ChangeNo, told.WorkOrderNo, stop);
        (change.ItemNo, change.FromRevision, change.ToRevision, change.Reason, change.AnnouncedUtc) = (told.ItemNo, told.FromRevision, told.ToRevision, told.Reason, told.AtUtc);
        return null;
    }

    internal static async Task<Refusal?> Answered(CoordinationDb db, EngineeringChangeAnswered told, CommandContext by, CancellationToken stop)
    {
        var change = await Change(db, told.ChangeNo, told.WorkOrderNo, stop);
        (change.AnsweredUtc, change.Done, change.InProcess, change.Unstarted) = (told.AtUtc, told.Done.Value, told.InProcess.Value, told.Unstarted.Value);
        return null;
    }

    internal static async Task<Refusal?> Allocated(CoordinationDb db, EngineeringChangeAllocated told, CommandContext by, CancellationToken stop)
    {
        (await Change(db, told.ChangeNo, told.WorkOrderNo, stop)).AllocatedUtc = told.AtUtc;
        return null;
    }

    internal static async Task<Refusal?> Lifted(CoordinationDb db, EngineeringChangeLifted told, CommandContext by, CancellationToken stop)
    {
        (await Change(db, told.ChangeNo, told.WorkOrderNo, stop)).LiftedUtc = told.AtUtc;
        return null;
    }

    /// <summary>The order makes less from now on, and the rest is an order of its own; once, however often it is told.</summary>
    internal static async Task<Refusal?> Split(CoordinationDb db, OrderSplit told, CommandContext by, CancellationToken stop)
    {
        var order = await db.Orders.FirstOrDefaultAsync(each => each.WorkOrderNo == told.WorkOrderNo, stop);
        if (order is null) return Refusal.Unknown("order-unknown", $"{told.WorkOrderNo} has not been heard of; its release comes before its split.");
        var change = await Change(db, told.ChangeNo, told.WorkOrderNo, stop);
        if (change.SplitUtc is not null) return null;
        (change.SplitUtc, change.Kept, change.NewOrderNo) = (told.AtUtc, told.Kept.Value, told.NewOrder?.WorkOrderNo);
        (order.Quantity, order.Cancelled) = (told.Kept.Value, order.Cancelled || told.Kept.Value == 0);
        return told.NewOrder is null ? null : await HearOrders.Released(db, told.NewOrder, by, stop);
    }

    private static async Task<KnownChange> Change(CoordinationDb db, string changeNo, string workOrderNo, CancellationToken stop)
    {
        db.Changed("coordination.picture", workOrderNo);
        if (await db.KnownChanges.FindAsync([changeNo, workOrderNo], stop) is { } known) return known;
        var change = new KnownChange { ChangeNo = changeNo, WorkOrderNo = workOrderNo };
        db.KnownChanges.Add(change);
        return change;
    }
}
