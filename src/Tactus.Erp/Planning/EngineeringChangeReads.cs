using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Erp.Planning;

/// <summary>A change in the list.</summary>
internal sealed record EngineeringChangeRow
{
    public required string No { get; init; }
    public required string ItemNo { get; init; }
    public required string FromRevision { get; init; }
    public required string ToRevision { get; init; }
    public required string Reason { get; init; }
    public EngineeringChangeState State { get; init; }
    public required string RaisedBy { get; init; }
    public DateTime RaisedUtc { get; init; }
    public DateOnly? EffectiveFrom { get; init; }
    public DateTime? ApprovedUtc { get; init; }
    public DateTime? ClosedUtc { get; init; }
    /// <summary>Running orders that it meets, and how many of them are not split yet.</summary>
    public int Orders { get; init; }
    public int OpenOrders { get; init; }
}

/// <summary>A running order that a change meets.</summary>
internal sealed record EngineeringChangeOrderView(
    string WorkOrderNo, ChangeOrderState State, Quantity Ordered, Quantity Done, Quantity InProcess, Quantity Unstarted, Quantity Scrapped, bool Chain, IReadOnlyList<PiecesAt> Positions,
    DateTime? AnsweredUtc, PartsDisposition? Untouched, PartsDisposition? Touched, string? AllocatedBy, DateTime? AllocatedUtc, string? NewOrderNo, Quantity? Kept, Quantity? NewQuantity, DateTime? SplitUtc);

/// <summary>Who approved.</summary>
internal sealed record ApprovalView(string PersonNo, string? Note, DateTime AtUtc);

/// <summary>A change with its approvals and orders.</summary>
internal sealed record EngineeringChangeDetail(
    string No, string ItemNo, string FromRevision, string ToRevision, IReadOnlyList<int> OperationNos, string Reason, PartsDisposition Disposition, EngineeringChangeState State,
    string RaisedBy, DateTime RaisedUtc, DateOnly? EffectiveFrom, DateTime? AnnouncedUtc, DateTime? ApprovedUtc, DateTime? ClosedUtc, string? WithdrawnBy, string? WithdrawnWhy,
    IReadOnlyList<ApprovalView> Approvals, IReadOnlyList<EngineeringChangeOrderView> Orders, long Version) : IVersionedView;

/// <summary>Reads engineering changes.</summary>
internal static class EngineeringChangeReads
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.List<ErpDb, EngineeringChangeRow>("/api/erp/engineering-changes", ErpPermissions.Read, "Engineering changes", "no", (db, _) =>
        {
            var orders = db.EngineeringChangeOrders;
            return db.EngineeringChanges.Select(change => new EngineeringChangeRow
            {
                No = change.No, ItemNo = change.ItemNo, FromRevision = change.FromRevision, ToRevision = change.ToRevision, Reason = change.Reason, State = change.State,
                RaisedBy = change.RaisedBy, RaisedUtc = change.RaisedUtc, EffectiveFrom = change.EffectiveFrom, ApprovedUtc = change.ApprovedUtc, ClosedUtc = change.ClosedUtc,
                Orders = orders.Count(order => order.ChangeNo == change.No), OpenOrders = orders.Count(order => order.ChangeNo == change.No && order.State != ChangeOrderState.Split),
            });
        }, sort: "-no");
        app.Read("/api/erp/engineering-changes/{no}", ErpPermissions.Read, "An engineering change with its approvals and the running orders it meets",
            async (string no, ErpDb db, CancellationToken stop) => (await One(db, no, stop)).OrUnknown("change-unknown", $"There is no engineering change {no}.")).Returns<EngineeringChangeDetail>();
    }

    internal static async Task<EngineeringChangeDetail?> One(ErpDb db, string no, CancellationToken stop)
    {
        if (await db.EngineeringChanges.AsNoTracking().FirstOrDefaultAsync(each => each.No == no, stop) is not { } change) return null;
        var approvals = await db.EngineeringChangeApprovals.AsNoTracking().Where(each => each.ChangeNo == no).OrderBy(each => each.AtUtc).ToListAsync(stop);
        var orders = await db.EngineeringChangeOrders.AsNoTracking().Where(each => each.ChangeNo == no).OrderBy(each => each.WorkOrderNo).ToListAsync(stop);
        return new EngineeringChangeDetail(change.No, change.ItemNo, change.FromRevision, change.ToRevision, change.OperationNos, change.Reason, change.Disposition, change.State,
            change.RaisedBy, change.RaisedUtc, change.EffectiveFrom, change.AnnouncedUtc, change.ApprovedUtc, change.ClosedUtc, change.WithdrawnBy, change.WithdrawnWhy,
            approvals.ConvertAll(each => new ApprovalView(each.PersonNo, each.Note, each.AtUtc)),
            orders.ConvertAll(each =>
            {
                Quantity Of(decimal value) => new(value, each.Unit);
                return new EngineeringChangeOrderView(each.WorkOrderNo, each.State, Of(each.Ordered), Of(each.Done), Of(each.InProcess), Of(each.Unstarted), Of(each.Scrapped), each.Chain,
                    JsonSerializer.Deserialize<List<PiecesAt>>(each.Positions, TactusJson.Options)!, each.AnsweredUtc, each.Untouched, each.Touched, each.AllocatedBy, each.AllocatedUtc,
                    each.NewOrderNo, each.Kept is { } kept ? Of(kept) : null, each.NewQuantity is { } fresh ? Of(fresh) : null, each.SplitUtc);
            }), change.Version);
    }
}
