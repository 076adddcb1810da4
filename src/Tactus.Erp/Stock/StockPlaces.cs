namespace Tactus.Erp.Stock;

/// <summary>
/// Places that exist in every plant without being made. The endless ones are where stock comes from and goes to (nobody
/// counts a supplier), so they keep no balance; the ledger still names them on every move.
/// </summary>
internal static class StockPlaces
{
    internal const string Supplier = "SUPPLIER";
    internal const string Customer = "SHIPPED";
    internal const string Production = "PRODUCTION";
    internal const string Scrap = "SCRAP";
    internal const string Difference = "DIFFERENCE";
    internal const string Used = "USED";

    /// <summary>
    /// Stock that the floor used and the books do not have. The floor's report is a fact: refusing it would lose it, waiting for
    /// the books would stop everything behind it, and taking it from another lot would be a lie in the genealogy. So it is taken
    /// from here, where alone a balance may be below zero; each such balance is a discrepancy on a list. What arrives later for the
    /// same lot or serial settles it by itself (the receipt was booked after the use). For goods without a lot nobody can know
    /// whether the next receipt is the one that was used: a person settles it by a transfer to this place or an adjustment here.
    /// </summary>
    internal const string Unbooked = "UNBOOKED";

    /// <summary>The line, where no place of kind line is made for a work centre.</summary>
    internal const string Line = "LINE";

    /// <summary>Where finished goods go when the item names no place.</summary>
    internal const string Finished = "FG";

    private static readonly HashSet<string> EndlessOnes = [Supplier, Customer, Production, Scrap, Difference, Used];

    internal static bool IsEndless(string place) => EndlessOnes.Contains(place);

    /// <summary>Somewhere a person can go and count.</summary>
    internal static bool IsReal(string place) => place != Unbooked && !EndlessOnes.Contains(place);

    internal static bool IsBuiltIn(string place) => place is Line or Finished or Unbooked || EndlessOnes.Contains(place);
}
