using System.Globalization;
using System.Text.Json.Serialization;

namespace Tactus.Contracts;

/// <summary>An exact amount with its unit (UN/CEFACT Recommendation 20 code). JSON: <c>{ "value": 12.5, "unit": "KGM" }</c>.</summary>
/// <param name="Value">Exact decimal, at most six decimals and below 10^12; may be negative only where a use case says so.</param>
/// <param name="Unit">UN/CEFACT code, see <see cref="Units"/>.</param>
// Without this a struct is read by its empty constructor and a missing unit would go unnoticed.
[method: JsonConstructor]
public readonly record struct Quantity(decimal Value, string Unit)
{
    /// <summary>The most that one quantity may hold: 19 digits with six decimals in every database.</summary>
    public const decimal Largest = 999_999_999_999m;

    /// <summary>Zero in the given unit.</summary>
    public static Quantity Zero(string unit) => new(0, unit);

    /// <summary>Adds two amounts of the same unit. Throws where the units differ: that is a bug, convert first.</summary>
    public static Quantity operator +(Quantity left, Quantity right) => new(left.Value + Same(left, right).Value, left.Unit);

    /// <summary>Subtracts; the units must be the same.</summary>
    public static Quantity operator -(Quantity left, Quantity right) => new(left.Value - Same(left, right).Value, left.Unit);

    /// <summary>The opposite amount, as a reversal books it.</summary>
    public static Quantity operator -(Quantity quantity) => quantity with { Value = -quantity.Value };

    /// <inheritdoc cref="op_Addition"/>
    public static Quantity Add(Quantity left, Quantity right) => left + right;

    /// <inheritdoc cref="op_Subtraction"/>
    public static Quantity Subtract(Quantity left, Quantity right) => left - right;

    /// <inheritdoc cref="op_UnaryNegation"/>
    public static Quantity Negate(Quantity quantity) => -quantity;

    /// <summary>Why this can't be a quantity (unknown unit, too many decimals, too large), or null when it can.</summary>
    public string? Fault()
    {
        if (Units.Find(Unit) is not { } unit) return $"The unit '{Unit}' is not known; use a UN/CEFACT code such as C62 (piece) or KGM (kilogram).";
        if (Math.Abs(Value) > Largest) return "The quantity is larger than any stock can be.";
        if (decimal.Round(Value, 6) != Value) return "A quantity has at most six decimals.";
        if (unit.Whole && decimal.Truncate(Value) != Value) return $"{unit.Name} is counted in whole numbers.";
        return null;
    }

    /// <summary>As people write it: 12.5 kg.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value:0.######} {Units.Symbol(Unit)}");

    private static Quantity Same(Quantity left, Quantity right) => left.Unit == right.Unit
        ? right
        : throw new InvalidOperationException($"{left.Unit} and {right.Unit} can't be added without a conversion.");
}
