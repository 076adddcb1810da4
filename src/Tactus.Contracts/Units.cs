namespace Tactus.Contracts;

/// <summary>A unit of measure.</summary>
/// <param name="Code">UN/CEFACT Recommendation 20 code.</param>
/// <param name="Name">English name, singular.</param>
/// <param name="Symbol">What people write.</param>
/// <param name="Dimension">Only units of one dimension convert into each other.</param>
/// <param name="Factor">How many of the dimension's base unit one of this is (exact).</param>
/// <param name="Whole">Counted in whole numbers only.</param>
public sealed record Unit(string Code, string Name, string Symbol, string Dimension, decimal Factor, bool Whole = false);

/// <summary>The units that Tactus knows. Factors are exact by definition (SI; the pound by the 1959 international agreement).</summary>
public static class Units
{
    /// <summary>Every unit, in the order a list should show them.</summary>
    public static IReadOnlyList<Unit> All { get; } =
    [
        new("C62", "piece", "pcs", "count", 1, Whole: true),
        new("PR", "pair", "pair", "count", 2, Whole: true),
        new("DZN", "dozen", "dz", "count", 12, Whole: true),
        new("CEN", "hundred", "hundred", "count", 100),
        new("MIL", "thousand", "thousand", "count", 1000),
        new("KGM", "kilogram", "kg", "mass", 1),
        new("GRM", "gram", "g", "mass", 0.001m),
        new("MGM", "milligram", "mg", "mass", 0.000001m),
        new("TNE", "tonne", "t", "mass", 1000),
        new("LBR", "pound", "lb", "mass", 0.45359237m),
        new("MTR", "metre", "m", "length", 1),
        new("MMT", "millimetre", "mm", "length", 0.001m),
        new("CMT", "centimetre", "cm", "length", 0.01m),
        new("MTK", "square metre", "m²", "area", 1),
        new("MTQ", "cubic metre", "m³", "volume", 1000),
        new("LTR", "litre", "l", "volume", 1),
        new("MLT", "millilitre", "ml", "volume", 0.001m),
        new("HUR", "hour", "h", "time", 3600),
        new("MIN", "minute", "min", "time", 60),
        new("SEC", "second", "s", "time", 1),
        new("KWH", "kilowatt hour", "kWh", "energy", 1),
        // Packages hold what the item says; they convert only through its own factors.
        new("SET", "set", "set", "set", 1, Whole: true),
        new("XBX", "box", "box", "box", 1, Whole: true),
        new("XCT", "carton", "ctn", "carton", 1, Whole: true),
        new("XPK", "package", "pkg", "package", 1, Whole: true),
        new("XBG", "bag", "bag", "bag", 1, Whole: true),
        new("XDR", "drum", "drum", "drum", 1, Whole: true),
        new("XRO", "roll", "roll", "roll", 1, Whole: true),
        new("XPX", "pallet", "pallet", "pallet", 1, Whole: true),
    ];

    private static readonly Dictionary<string, Unit> ByCode = All.ToDictionary(unit => unit.Code, StringComparer.Ordinal);

    /// <summary>The unit of a code, or null when Tactus does not know it.</summary>
    public static Unit? Find(string? code) => code is not null && ByCode.TryGetValue(code, out var unit) ? unit : null;

    /// <summary>What people write for a code: pcs for C62. An unknown code stays as it is.</summary>
    public static string Symbol(string code) => Find(code)?.Symbol ?? code;

    /// <summary>The same amount in another unit of the same dimension, or null when the two do not convert.</summary>
    public static Quantity? Convert(Quantity quantity, string to)
    {
        if (quantity.Unit == to) return quantity;
        if (Find(quantity.Unit) is not { } source || Find(to) is not { } target || source.Dimension != target.Dimension) return null;
        return new Quantity(decimal.Round(quantity.Value * source.Factor / target.Factor, 6), to);
    }
}
