using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Erp.MasterData;

/// <summary>Makes a supplier, or changes it when the number exists. What is not sent is emptied.</summary>
/// <param name="Country">ISO 3166-1, two letters.</param>
/// <param name="Currency">ISO 4217; we order in it unless an order says otherwise.</param>
/// <param name="BlockedReason">Why nothing new is ordered from them; not sent: not blocked.</param>
[Refuses("number-invalid", "text-invalid", "country-invalid", "currency-unknown", "email-invalid", "changed-meanwhile")]
internal sealed record DefineSupplier(
    string No, string Name, string? Address = null, string? Country = null, string? Email = null, string? Phone = null, string? TaxNo = null,
    string? Currency = null, string? BlockedReason = null, string? Reason = null) : Command<ErpDb, PartnerView>
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.Command<DefineSupplier>("/api/erp/suppliers", MasterDataArea.Write, "Make a supplier or change it");
        app.List<ErpDb, PartnerRow>("/api/erp/suppliers", ErpPermissions.Read, "Suppliers", nameof(PartnerRow.No), (db, _) => PartnerRow.Of(db.Suppliers));
        app.Read("/api/erp/suppliers/{no}", ErpPermissions.Read, "One supplier", async (string no, ErpDb db, CancellationToken stop) =>
        {
            var key = Keys.FromPath(no);
            var found = await db.Suppliers.FirstOrDefaultAsync(supplier => supplier.No == key, stop);
            return (found is null ? null : PartnerView.Of(found, found.Version)).OrUnknown("supplier-unknown", $"There is no supplier {no}.");
        }).Returns<PartnerView>();
    }

    public override async Task<Outcome<PartnerView>> Handle(ErpDb db, CommandContext by, CancellationToken stop)
    {
        var fields = new PartnerFields(No, Name, Address, Country, Email, Phone, TaxNo, Currency, BlockedReason, Reason);
        if (fields.Fault() is { } wrong) return wrong;
        by.Why = Reason;
        var supplier = await db.Suppliers.FindAsync([No], stop);
        if (supplier is null) db.Add(supplier = new Supplier { No = No, Name = Name });
        else if (await db.Clash(supplier, No, by, stop) is { } clash) return clash;
        fields.WriteTo(supplier);
        if (db.Entry(supplier).State != EntityState.Unchanged) db.Changed("erp.partners", No);
        return PartnerView.Of(supplier, db.VersionAfterSave(supplier));
    }
}
