using System.Globalization;
using Tactus.Contracts;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Erp.MasterData;

/// <summary>The fields that customers and suppliers share, and what is asked of them.</summary>
internal sealed record PartnerFields(
    string No, string Name, string? Address, string? Country, string? Email, string? Phone, string? TaxNo, string? Currency, string? BlockedReason, string? Reason)
{
    private static readonly HashSet<string> Countries = [.. CultureInfo.GetCultures(CultureTypes.SpecificCultures)
        .Select(culture => new RegionInfo(culture.Name).TwoLetterISORegionName).Where(code => code.Length == 2 && code.All(char.IsAsciiLetterUpper))];

    internal Refusal? Fault()
    {
        var faults = new Faults();
        faults.No("no", No);
        faults.Text("name", Name);
        faults.Text("address", Address, 500, required: false);
        faults.Text("phone", Phone, 60, required: false);
        faults.Text("taxNo", TaxNo, 60, required: false);
        faults.Text("blockedReason", BlockedReason, 500, required: false);
        faults.Text("reason", Reason, 500, required: false);
        faults.Require(Country is null || Countries.Contains(Country), "country-invalid", "country", "A country is two capital letters of ISO 3166, such as DE or KR.");
        faults.Require(Currency is null || Money.KnowsCurrency(Currency), "currency-unknown", "currency", $"The currency '{Currency}' is not known; use an ISO 4217 code such as EUR or KRW.");
        faults.Require(Email is null || (Email.Length <= 200 && Email.Split('@') is [{ Length: > 0 }, { Length: > 2 } domain] && domain.Contains('.', StringComparison.Ordinal) && !Email.Any(char.IsWhiteSpace)),
            "email-invalid", "email", "An e-mail address reads name@example.com.");
        return faults.Refusal;
    }

    internal void WriteTo(Partner partner)
    {
        (partner.Name, partner.Address, partner.Country, partner.Email) = (Name, Address, Country, Email);
        (partner.Phone, partner.TaxNo, partner.Currency, partner.BlockedReason) = (Phone, TaxNo, Currency, BlockedReason);
    }
}

/// <summary>A customer or supplier, as it is read.</summary>
internal sealed record PartnerView(
    string No, string Name, string? Address, string? Country, string? Email, string? Phone, string? TaxNo, string? Currency, string? BlockedReason,
    long Version) : IVersionedView
{
    internal static PartnerView Of(Partner partner, long version) => new(partner.No, partner.Name, partner.Address, partner.Country, partner.Email,
        partner.Phone, partner.TaxNo, partner.Currency, partner.BlockedReason, version);
}

/// <summary>A row of the list of customers or suppliers.</summary>
internal sealed record PartnerRow
{
    public required string No { get; init; }
    public required string Name { get; init; }
    public string? Country { get; init; }
    public string? Email { get; init; }
    public string? Phone { get; init; }
    public string? Currency { get; init; }
    public string? BlockedReason { get; init; }

    internal static IQueryable<PartnerRow> Of<T>(IQueryable<T> partners) where T : Partner => partners.Select(partner => new PartnerRow
    {
        No = partner.No,
        Name = partner.Name,
        Country = partner.Country,
        Email = partner.Email,
        Phone = partner.Phone,
        Currency = partner.Currency,
        BlockedReason = partner.BlockedReason,
    });
}
