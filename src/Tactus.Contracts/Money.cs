using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tactus.Contracts;

/// <summary>An exact amount of money. JSON: <c>{ "amount": "12.50", "currency": "EUR" }</c>; the amount is text so that no reader rounds it.</summary>
/// <param name="Amount">Exact decimal, at most six decimals (unit prices have more than cents).</param>
/// <param name="Currency">ISO 4217 code.</param>
// Without this a struct is read by its empty constructor and a missing currency would go unnoticed.
[method: JsonConstructor]
public readonly record struct Money(
    [property: JsonConverter(typeof(Money.AmountText))] decimal Amount, string Currency)
{
    /// <summary>The most that one amount may hold: 19 digits with six decimals in every database.</summary>
    public const decimal Largest = 999_999_999_999m;

    // ISO 4217 active codes, without funds, metals and testing.
    private static readonly HashSet<string> Currencies = [.. (
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE "
        + "CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY "
        + "KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO "
        + "NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB "
        + "TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG").Split(' ')];

    /// <summary>Why this can't be an amount of money (unknown currency, too many decimals, too large), or null when it can.</summary>
    public string? Fault()
    {
        if (!KnowsCurrency(Currency)) return $"The currency '{Currency}' is not known; use an ISO 4217 code such as EUR or KRW.";
        if (Math.Abs(Amount) > Largest) return "The amount is larger than any price can be.";
        if (decimal.Round(Amount, 6) != Amount) return "An amount has at most six decimals.";
        return null;
    }

    /// <summary>Whether a code is an active ISO 4217 currency.</summary>
    public static bool KnowsCurrency(string? code) => code is not null && Currencies.Contains(code);

    private sealed class AmountText : JsonConverter<decimal>
    {
        public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String
                && decimal.TryParse(reader.GetString(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
                ? amount
                : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString("0.00####", CultureInfo.InvariantCulture));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount:0.00####} {Currency}");
}
