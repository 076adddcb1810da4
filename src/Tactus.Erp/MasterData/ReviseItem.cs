using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Erp.MasterData;

/// <summary>Makes a revision of an item, releases it, closes its effectivity or takes it out of use.</summary>
/// <param name="State">draft, released or obsolete; what is not in the table of transitions is refused.</param>
/// <param name="EffectiveFrom">First day (UTC) it is valid; not sent: from the beginning. Frozen once released.</param>
/// <param name="EffectiveTo">Last day it is valid; not sent: until a later revision takes over.</param>
/// <param name="Reason">Required to take a released revision out of use.</param>
[Refuses("item-unknown", "number-invalid", "text-invalid", "effectivity-invalid", "effectivity-same-start", "revision-state", "revision-released", "reason-missing",
    "changed-meanwhile")]
internal sealed record ReviseItem(
    string ItemNo, string Revision, RevisionState State, DateOnly? EffectiveFrom = null, DateOnly? EffectiveTo = null,
    string? Note = null, string? Reason = null) : Command<ErpDb, ItemView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<ReviseItem>("/api/erp/item-revisions", MasterDataArea.Write, "Make, release or retire a revision of an item");

    public override async Task<Outcome<ItemView>> Handle(ErpDb db, CommandContext by, CancellationToken stop)
    {
        var faults = new Faults();
        faults.No("revision", Revision);
        faults.Text("note", Note, 500, required: false);
        faults.Text("reason", Reason, 500, required: false);
        faults.Span("effectiveTo", EffectiveFrom, EffectiveTo);
        if (faults.Refusal is { } wrong) return wrong;
        by.Why = Reason;
        if (await db.Items.FindAsync([ItemNo], stop) is not { } item) return Refusal.Unknown("item-unknown", $"There is no item {ItemNo}.");
        if (await db.Clash(item, ItemNo, by, stop) is { } clash) return clash;
        var revisions = await db.ItemRevisions.Where(revision => revision.ItemNo == ItemNo).ToListAsync(stop);
        var revision = revisions.FirstOrDefault(each => each.Revision == Revision);
        if (revision is null)
        {
            if (State == RevisionState.Obsolete)
                return new Refusal("revision-state", $"Revision {Revision} of {ItemNo} is not there yet, so it can't become obsolete.");
            revision = new ItemRevision { ItemNo = ItemNo, Revision = Revision };
            db.Add(revision);
            revisions.Add(revision);
        }
        else if (Frozen(revision) is { } refusal) return refusal;
        if (State == RevisionState.Released && Revisions.SameStart(ItemNo, revisions.Where(each => each != revision), EffectiveFrom) is { } same) return same;
        if (State == RevisionState.Released) revision.ReleasedUtc ??= by.NowUtc;
        (revision.State, revision.EffectiveFrom, revision.EffectiveTo, revision.Note) = (State, EffectiveFrom, EffectiveTo, Note);
        var units = await db.ItemUnits.Where(unit => unit.ItemNo == ItemNo).ToListAsync(stop);
        if (db.Entry(revision).State != EntityState.Unchanged)
        {
            db.Touch(item);
            if (revision.ReleasedUtc is not null) Publication.Send(db, item, revisions, by.NowUtc.Day());
            db.Changed("erp.items", ItemNo);
        }
        return ItemView.Of(item, revisions, units, db.VersionAfterSave(item), by.NowUtc.Day());
    }

    private Refusal? Frozen(ItemRevision revision)
    {
        if (Revisions.Move($"Revision {Revision} of {ItemNo}", revision.State, State) is { } refusal) return refusal;
        if (revision.State != RevisionState.Draft && revision.EffectiveFrom != EffectiveFrom)
            return Refusal.Field("revision-released", "effectiveFrom", $"Revision {Revision} of {ItemNo} was released; its first day can't move any more. Its last day can.");
        if (revision.State == RevisionState.Released && State == RevisionState.Obsolete && string.IsNullOrWhiteSpace(Reason))
            return Refusal.Field("reason-missing", "reason", "Say why a released revision is taken out of use.");
        return null;
    }
}
