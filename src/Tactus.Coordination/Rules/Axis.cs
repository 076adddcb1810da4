namespace Tactus.Coordination.Rules;

/// <summary>A stretch of an axis on which no cell of the table changes its mind.</summary>
/// <param name="Example">A value on it; what fits it fits the whole stretch.</param>
/// <param name="Stretch">Its ends; null where there is no order.</param>
/// <param name="Rest">It stands for all texts that no cell names.</param>
internal sealed record Piece(RuleValue Example, RangeCell? Stretch, bool Rest = false);

/// <summary>
/// The values of a condition column, cut at all bounds that its cells name. Since every cell fits a whole piece or none of it, what holds for
/// the examples of the pieces holds for every value there is.
/// </summary>
internal sealed class Axis
{
    private Axis(RuleColumn column, IReadOnlyList<Piece> pieces)
    {
        Column = column;
        Pieces = pieces;
    }

    internal RuleColumn Column { get; }

    internal IReadOnlyList<Piece> Pieces { get; }

    internal static Axis Of(RuleColumn column, Cell allowed, IEnumerable<Cell> cells)
    {
        Cell[] all = [allowed, .. cells];
        IEnumerable<Piece> pieces = column.Type switch
        {
            RuleType.Choice => column.Values!.Select(value => new Piece(RuleValue.Choice(value), null)),
            RuleType.YesNo => [new(RuleValue.YesNo(true), null), new(RuleValue.YesNo(false), null)],
            RuleType.Text => Texts(all),
            _ => Stretches(column, all),
        };
        return new(column, [.. pieces.Where(piece => allowed.Fits(piece.Example))]);
    }

    /// <summary>Some pieces as groups that a cell can write: on an ordered axis those that lie together.</summary>
    internal IReadOnlyList<int[]> Runs(IReadOnlyList<int> chosen)
    {
        if (Pieces[0].Stretch is null) return [[.. chosen]];
        var runs = new List<int[]>();
        for (int from = 0, i = 1; i <= chosen.Count; i++)
            if (i == chosen.Count || chosen[i] != chosen[i - 1] + 1)
            {
                runs.Add([.. chosen.Skip(from).Take(i - from)]);
                from = i;
            }
        return runs;
    }

    /// <summary>Some pieces as a cell; of pieces that don't lie together on an ordered axis the first that do.</summary>
    internal Cell Describe(IReadOnlyList<int> chosen)
    {
        if (chosen.Count == Pieces.Count) return Cell.Any;
        if (Pieces[0].Stretch is null)
            return Pieces[chosen[^1]].Rest
                ? new ListCell([.. Pieces.Where((_, index) => !chosen.Contains(index)).Select(piece => piece.Example)], Not: true)
                : new ListCell([.. chosen.Select(index => Pieces[index].Example)], Not: false);
        var run = Runs(chosen)[0];
        var (from, to) = (Pieces[run[0]].Stretch!, Pieces[run[^1]].Stretch!);
        return from.Low is { } only && only == to.High ? new ListCell([only], Not: false) : new RangeCell(from.Low, from.LowOpen, to.High, to.HighOpen);
    }

    private static IEnumerable<Piece> Texts(IEnumerable<Cell> cells)
    {
        var named = Named(cells).Select(value => value.Word).ToHashSet(StringComparer.Ordinal);
        foreach (var word in named.Order(StringComparer.Ordinal)) yield return new(RuleValue.Text(word), null);
        var other = "any other";
        while (named.Contains(other)) other += "'";
        yield return new(RuleValue.Text(other), null, Rest: true);
    }

    private static IEnumerable<RuleValue> Named(IEnumerable<Cell> cells) => cells.SelectMany(cell => cell switch
    {
        ListCell list => list.Values,
        RangeCell range => ((RuleValue?[])[range.Low, range.High]).OfType<RuleValue>(),
        _ => Enumerable.Empty<RuleValue>(),
    });

    private static IEnumerable<Piece> Stretches(RuleColumn column, IEnumerable<Cell> cells)
    {
        decimal[] bounds = [.. Named(cells).Select(value => value.Amount).Distinct().Order()];
        if (bounds.Length == 0) return [new(Make(column, column.Type == RuleType.DateTime ? Start : 0), new RangeCell(null, false, null, false))];
        var pieces = new List<Piece?>();
        for (var i = 0; i <= bounds.Length; i++)
        {
            pieces.Add(Between(column, i == 0 ? null : bounds[i - 1], i == bounds.Length ? null : bounds[i]));
            if (i < bounds.Length && !(column.Whole && decimal.Truncate(bounds[i]) != bounds[i]))
                pieces.Add(new(Make(column, bounds[i]), new RangeCell(Make(column, bounds[i]), false, Make(column, bounds[i]), false)));
        }
        return pieces.OfType<Piece>();
    }

    /// <summary>What lies between two bounds without them, or null when nothing does.</summary>
    private static Piece? Between(RuleColumn column, decimal? low, decimal? high)
    {
        if (column.Whole)
        {
            if (low is { } a) low = decimal.Floor(a) + 1;
            if (high is { } b) high = decimal.Ceiling(b) - 1;
            if (low > high) return null;
            return new(Make(column, low ?? high!.Value), new RangeCell(Maybe(column, low), false, Maybe(column, high), false));
        }
        // An hour, a day or one past the last bound makes a better example than a hair's breadth.
        var step = column.Type switch { RuleType.Duration => 3_600m, RuleType.DateTime => 86_400m, _ => 1m };
        var example = (low, high) switch
        {
            ({ } a, { } b) => Middle(column, a, b),
            ({ } a, null) => a + step,
            _ => high!.Value - step,
        };
        if (column.Type == RuleType.DateTime && !RuleValue.IsInstant(example)) return null;
        // Two bounds so near that no value can be kept between them.
        if (example <= low || example >= high) return null;
        return new(Make(column, example), new RangeCell(Maybe(column, low), true, Maybe(column, high), true));
    }

    /// <summary>A value half way, as round as it can be.</summary>
    private static decimal Middle(RuleColumn column, decimal low, decimal high)
    {
        var exact = low + (high - low) / 2;
        if (column.Type != RuleType.Number) exact = decimal.Round(exact, 7);
        for (var decimals = 0; decimals < 7; decimals++)
            if (decimal.Round(exact, decimals) is var round && round > low && round < high) return round;
        return exact;
    }

    private static RuleValue? Maybe(RuleColumn column, decimal? amount) => amount is { } value ? Make(column, value) : null;

    private static RuleValue Make(RuleColumn column, decimal amount) => new(column.Type, amount, column.Unit ?? "");

    /// <summary>An instant to show where no cell names one.</summary>
    private static readonly decimal Start = RuleValue.At(new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc)).Amount;
}
