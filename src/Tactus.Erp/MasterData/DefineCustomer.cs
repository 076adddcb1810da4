using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Erp.MasterData;

/// <summary>Makes a customer, or changes it when the number exists. What is not sent is emptied.</summary>
/// <param name="Country">ISO 3166-1, two letters.</param>
/// <param name="Currency">ISO 4217; orders are in it unless they say otherwise.</param>
/// <param name="BlockedReason">Why nothing new is ordered for them; not sent: not blocked.</param>
[Refuses("number-invalid", "text-invalid", "country-invalid", "currency-unknown", "email-invalid", "changed-meanwhile")]
internal sealed record DefineCustomer(
    string No, string Name, string? Address = null, string? Country = null, string? Email = null, string? Phone = null, string? TaxNo = null,
    string? Currency = null, string? BlockedReason = null, string? Reason = null) : Command<ErpDb, PartnerView>
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.Command<DefineCustomer>("/api/erp/customers", MasterDataArea.Write, "Make a customer or change it");
        app.List<ErpDb, PartnerRow>("/api/erp/customers", ErpPermissions.Read, "Customers", nameof(PartnerRow.No), (db, _) => PartnerRow.Of(db.Customers));
        app.Read("/api/erp/customers/{no}", ErpPermissions.Read, "One customer", async (string no, ErpDb db, CancellationToken stop) =>
        {
            var key = Keys.FromPath(no);
            var found = await db.Customers.FirstOrDefaultAsync(customer => customer.No == key, stop);
            return (found is null ? null : PartnerView.Of(found, found.Version)).OrUnknown("customer-unknown", $"There is no customer {no}.");
        }).Returns<PartnerView>();
    }

    public override async Task<Outcome<PartnerView>> Handle(ErpDb db, CommandContext by, CancellationToken stop)
    {
        var fields = new PartnerFields(No, Name, Address, Country, Email, Phone, TaxNo, Currency, BlockedReason, Reason);
        if (fields.Fault() is { } wrong) return wrong;
        by.Why = Reason;
        var customer = await db.Customers.FindAsync([No], stop);
        if (customer is null) db.Add(customer = new Customer { No = No, Name = Name });
        else if (await db.Clash(customer, No, by, stop) is { } clash) return clash;
        fields.WriteTo(customer);
        if (db.Entry(customer).State != EntityState.Unchanged) db.Changed("erp.partners", No);
        return PartnerView.Of(customer, db.VersionAfterSave(customer));
    }
}
