using Tactus.Contracts.Messages;

namespace Tactus.Erp.MasterData;

/// <summary>Tells the plant which materials there are (ISA-95 MaterialDefinition).</summary>
internal static class Publication
{
    /// <summary>
    /// Sends every revision that was released, the one that is valid on <paramref name="day"/> last: a receiver that keeps one
    /// definition an item ends with the right one. Phantoms never lie on a floor and are left out.
    /// </summary>
    internal static void Send(ErpDb db, Item item, IReadOnlyCollection<ItemRevision> revisions, DateOnly day)
    {
        if (item.Kind == ItemKind.Phantom) return;
        var now = revisions.EffectiveOn(day) ?? revisions.Where(revision => revision.State == RevisionState.Released).MinBy(revision => revision.EffectiveFrom);
        foreach (var revision in revisions.Where(revision => revision.ReleasedUtc is not null)
            .OrderBy(revision => revision == now).ThenBy(revision => revision.State != RevisionState.Obsolete).ThenBy(revision => revision.EffectiveFrom))
            db.Send(new MaterialDefinitionPublished(item.No, item.Description, item.Unit, revision.Revision, item.Tracking, item.ShelfLifeDays,
                item.Active && revision.State == RevisionState.Released));
    }
}
