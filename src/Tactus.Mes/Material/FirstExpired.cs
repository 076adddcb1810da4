using Microsoft.EntityFrameworkCore;

namespace Tactus.Mes.Material;

/// <summary>First expired, first out; then first born. Lots without an expiry come last.</summary>
internal static class FirstExpired
{
    /// <summary>Lots of an item at a line with how much is there, the one to use first at the top. Held and expired ones are among them.</summary>
    internal static async Task<IReadOnlyList<(MaterialLot Lot, decimal Quantity)>> AtLine(
        MesDb db, string workCentreNo, string itemNo, string revision, CancellationToken stop)
    {
        var places = await db.LotPlaces.Include(place => place.Lot)
            .Where(place => place.WorkCentreNo == workCentreNo && place.Quantity > 0 && place.Lot!.ItemNo == itemNo && place.Lot.Revision == revision).ToListAsync(stop);
        // Read again: this transaction may have taken from a place that the database still shows full.
        return [.. places.Where(place => place.Quantity > 0).OrderBy(place => place.Lot!.ExpiresOn ?? DateOnly.MaxValue).ThenBy(place => place.Lot!.BornUtc)
            .ThenBy(place => place.LotId).Select(place => (place.Lot!, place.Quantity))];
    }

    /// <summary>
    /// Stations at one line take from one lot all the time. Where transactions run side by side they would meet on the lot's version and
    /// all but one would do their work again; so who is about to take waits here for the others, in one order, and then reads what they left.
    /// </summary>
    internal static async Task Queue(MesDb db, string workCentreNo, string itemNo, string revision, CancellationToken stop)
    {
        if (db.OnSqlite) return;
        await db.Database.ExecuteSqlRawAsync(
            $"SELECT 1 FROM {db.Table("lot_places")} place JOIN {db.Table("material_lots")} lot ON lot.\"Id\" = place.\"LotId\" "
            + "WHERE place.\"WorkCentreNo\" = {0} AND place.\"Quantity\" > 0 AND lot.\"ItemNo\" = {1} AND lot.\"Revision\" = {2} ORDER BY lot.\"Id\" FOR UPDATE",
            [workCentreNo, itemNo, revision], stop);
    }

    /// <summary>Lots of an item in the store, the one to use first at the top. Held and expired ones are among them.</summary>
    internal static async Task<IReadOnlyList<MaterialLot>> InStore(MesDb db, string itemNo, string revision, CancellationToken stop)
    {
        var lots = await db.Lots.Where(lot => lot.ItemNo == itemNo && lot.Revision == revision && lot.InStore > 0 && !lot.Wip).ToListAsync(stop);
        return [.. lots.Where(lot => lot.InStore > 0).OrderBy(lot => lot.ExpiresOn ?? DateOnly.MaxValue).ThenBy(lot => lot.BornUtc).ThenBy(lot => lot.Id)];
    }
}
