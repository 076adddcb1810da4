using System.Numerics;
using Tactus.Platform;

namespace Tactus.Coordination.Rules;

/// <summary>What a check finds.</summary>
internal enum FindingKind
{
    /// <summary>No row fits some inputs.</summary>
    Gap,
    /// <summary>Two rows fit the same inputs, and only one may.</summary>
    Overlap,
    /// <summary>A row that no input reaches.</summary>
    NeverFires,
    /// <summary>A value that its column's list does not have.</summary>
    UnknownValue,
}

/// <summary>Something found.</summary>
/// <param name="Rows">The rows it is about; none for a gap.</param>
/// <param name="Column">Where one column alone is at fault.</param>
/// <param name="Cells">The inputs it is about, as the cells of a row would write them.</param>
/// <param name="Example">One set of such inputs, by condition column.</param>
/// <param name="Blocks">The table can't go live with it.</param>
internal sealed record Finding(
    FindingKind Kind, IReadOnlyList<string> Rows, string? Column, IReadOnlyList<string> Cells, IReadOnlyDictionary<string, RuleValue> Example, string Sentence, bool Blocks);

/// <summary>What the check of a table found.</summary>
/// <param name="Cut">There is more of a kind than is shown.</param>
internal sealed record CheckReport(IReadOnlyList<Finding> Findings, bool Cut)
{
    /// <summary>The table can go live.</summary>
    internal bool Passed => !Findings.Any(finding => finding.Blocks);
}

/// <summary>
/// The check of a table before it goes live: gaps, overlaps, rows that never fire, unknown values. It is exact over the condition columns: each
/// is cut at all its bounds (<see cref="Axis"/>), and the product of the pieces is swept column by column. Pieces on which the same rows
/// are left are taken together, a set of rows already proved to leave no gap is not looked at again (as in a reduced decision diagram, Bryant,
/// "Graph-based algorithms for Boolean function manipulation", 1986), and a row that fits everywhere on the columns still to come ends the branch. A
/// derived column counts as a column of its own, so a gap in it can be one that its inputs never reach.
/// </summary>
internal sealed class TableCheck
{
    private const int MostOfAKind = 20;
    internal const int MostSteps = 3_000_000;

    private readonly ReadyTable table;
    private readonly Axis[] axes;
    /// <summary>Columns in the order in which they are swept: those that tell most rows apart first.</summary>
    private readonly int[] order;
    /// <summary>By column and piece: the rows that fit it, a bit each.</summary>
    private readonly BigInteger[][] fitting;
    /// <summary>By column and row: the pieces that it fits, a bit each.</summary>
    private readonly BigInteger[][] spans;
    private readonly int mostSteps;
    private readonly List<Finding> findings = [];
    private bool cut;
    /// <summary>Pieces looked at so far, in all sweeps together.</summary>
    private int steps;

    private TableCheck(ReadyTable table, int mostSteps)
    {
        this.table = table;
        this.mostSteps = mostSteps;
        axes = [.. table.Conditions.Select((column, c) => Axis.Of(column, table.AllowedOf(column.Name), table.Rows.Select(row => row.Cells[c])))];
        order = [.. Enumerable.Range(0, axes.Length).OrderBy(c => table.Rows.Count(row => row.Cells[c].IsAny))];
        fitting = [.. axes.Select((axis, c) => axis.Pieces.Select(piece => Bits(table.Rows.Count, row => table.Rows[row].Cells[c].Fits(piece.Example))).ToArray())];
        spans = [.. axes.Select((axis, c) => table.Rows.Select(row => Bits(axis.Pieces.Count, piece => row.Cells[c].Fits(axis.Pieces[piece].Example))).ToArray())];
    }

    /// <summary>Checks a table; refuses when it is too large to be checked within the steps.</summary>
    internal static Outcome<CheckReport> Run(ReadyTable table, int mostSteps = MostSteps) => new TableCheck(table, mostSteps).Run();

    private Outcome<CheckReport> Run()
    {
        if (Array.FindIndex(axes, axis => axis.Pieces.Count == 0) is >= 0 and var none)
            return Refusal.Field("check-nothing-allowed", $"conditions[{none}].allowed",
                $"Nothing can occur in column {axes[none].Column.Name}: {table.AllowedOf(axes[none].Column.Name)} holds no value.");
        UnknownValues();
        var dead = NeverFitting();
        if (table.Written.HitPolicy == HitPolicy.Unique) Overlaps();
        if (table.Written.HitPolicy == HitPolicy.Priority && Covered(dead) is { } tooLarge) return tooLarge;
        if (Gaps() is { } refusal) return refusal;
        return new CheckReport(findings, cut);
    }

    private void UnknownValues()
    {
        for (var c = 0; c < axes.Length; c++)
            foreach (var row in table.Rows)
                if (row.Cells[c] is ListCell list && table.Conditions[c].Values is { } values)
                    foreach (var value in list.Values)
                        Unknown(row.Id, table.Conditions[c], values, value);
        for (var o = 0; o < table.Written.Outcomes.Count; o++)
            foreach (var row in table.Rows)
                if (row.Outcomes[o] is { } value && table.Written.Outcomes[o].Values is { } values)
                    Unknown(row.Id, table.Written.Outcomes[o], values, value);
    }

    private void Unknown(string row, RuleColumn column, IReadOnlyList<string> values, RuleValue value)
    {
        if (values.Contains(value.Word, StringComparer.Ordinal)) return;
        var meant = values.FirstOrDefault(each => string.Equals(each, value.Word, StringComparison.OrdinalIgnoreCase));
        Add(new(FindingKind.UnknownValue, [row], column.Name, [], Nothing,
            $"Row {row}, column {column.Name}: {value} is not in the list. {(meant is null ? $"It is one of {string.Join(", ", values)}." : $"{meant} is; is that meant?")}", true));
    }

    /// <summary>Rows with a cell that fits nothing at all.</summary>
    private HashSet<int> NeverFitting()
    {
        var dead = new HashSet<int>();
        for (var r = 0; r < table.Rows.Count; r++)
            for (var c = 0; c < axes.Length; c++)
                if (spans[c][r].IsZero)
                {
                    dead.Add(r);
                    Add(new(FindingKind.NeverFires, [table.Rows[r].Id], axes[c].Column.Name, [], Nothing,
                        $"Row {table.Rows[r].Id} can never fire: nothing that can occur in column {axes[c].Column.Name} fits {table.Rows[r].Cells[c]}.", true));
                }
        return dead;
    }

    /// <summary>Two rows overlap when they share a piece of every column.</summary>
    private void Overlaps()
    {
        for (var a = 0; a < table.Rows.Count; a++)
            for (var b = a + 1; b < table.Rows.Count; b++)
            {
                if (spans.Any(rows => (rows[a] & rows[b]).IsZero)) continue;
                int[][] shared = [.. spans.Select(rows => Pieces(rows[a] & rows[b]))];
                var (first, second) = (table.Rows[a].Id, table.Rows[b].Id);
                if (!Add(At(FindingKind.Overlap, [first, second], shared, words => $"Rows {first} and {second} both fit {words}, and only one may."))) return;
            }
    }

    /// <summary>Under priority: rows whose every input is taken by the rows above.</summary>
    private Refusal? Covered(HashSet<int> dead)
    {
        var above = BigInteger.Zero;
        for (var r = 0; r < table.Rows.Count; r++)
        {
            if (!dead.Contains(r))
            {
                var mine = r;
                int[][] within = [.. spans.Select(rows => Pieces(rows[mine]))];
                var sweep = new Sweep(this, within, most: 1);
                if (!sweep.Go(above)) return TooLarge();
                if (sweep.Gaps.Count == 0)
                {
                    var row = table.Rows[r].Id;
                    string[] by = [.. Enumerable.Range(0, r).Where(each => spans.All(rows => !(rows[each] & rows[mine]).IsZero)).Select(each => table.Rows[each].Id)];
                    Add(new(FindingKind.NeverFires, [row, .. by], null, [], Nothing,
                        $"Row {row} can never fire: the rows above it take all that fits it ({string.Join(", ", by.Take(8))}{(by.Length > 8 ? " and others" : "")}).", true));
                }
            }
            above |= Bit(r);
        }
        return null;
    }

    private Refusal? Gaps()
    {
        int[][] within = [.. axes.Select(axis => Enumerable.Range(0, axis.Pieces.Count).ToArray())];
        var sweep = new Sweep(this, within, MostOfAKind + 1);
        if (!sweep.Go(Bits(table.Rows.Count, _ => true))) return TooLarge();
        // Where all that fit are collected, no row is an answer, too: it is told, and it stops nobody.
        var collects = table.Written.HitPolicy == HitPolicy.Collect;
        foreach (var gap in sweep.Gaps.SelectMany(Boxes))
            if (!Add(At(FindingKind.Gap, [], gap, words => $"No row fits {words}.") with { Blocks = !collects })) return null;
        return null;
    }

    /// <summary>A box of stretches that lie apart, cut into boxes that a row of cells can write.</summary>
    private IEnumerable<int[][]> Boxes(int[][] pieces)
    {
        IEnumerable<int[][]> boxes = [[]];
        for (var c = 0; c < axes.Length; c++)
        {
            var runs = axes[c].Runs(pieces[c]);
            boxes = boxes.SelectMany(box => runs.Select(run => (int[][])[.. box, run]));
        }
        return boxes;
    }

    private Refusal TooLarge() => new("check-too-large",
        $"Table {table.Written.Name} has too many combinations to be checked for gaps ("
        + $"{string.Join(" x ", axes.Select(axis => axis.Pieces.Count))} pieces, more than {mostSteps} steps). "
        + "Split it into two tables, or use fewer bounds.");

    private Finding At(FindingKind kind, IReadOnlyList<string> rows, int[][] pieces, Func<string, string> sentence)
    {
        Cell[] cells = [.. axes.Select((axis, c) => axis.Describe(pieces[c]))];
        var example = new Dictionary<string, RuleValue>(StringComparer.Ordinal);
        for (var c = 0; c < axes.Length; c++) example[axes[c].Column.Name] = axes[c].Pieces[pieces[c][0]].Example;
        string[] words = [.. cells.Select((cell, c) => (cell, c)).Where(each => !each.cell.IsAny).Select(each => Words(axes[each.c].Column.Name, each.cell, example))];
        return new(kind, rows, null, [.. cells.Select(cell => cell.ToString())], example, sentence(words.Length == 0 ? "any inputs" : string.Join(", ", words)), true);
    }

    private static string Words(string column, Cell cell, Dictionary<string, RuleValue> example) => cell switch
    {
        RangeCell => $"{column} {cell} (such as {example[column]})",
        ListCell { Not: false, Values.Count: 1 } => $"{column} = {cell}",
        ListCell { Not: false } => $"{column} one of {cell}",
        _ => $"{column} {cell}",
    };

    private bool Add(Finding finding)
    {
        if (findings.Count(each => each.Kind == finding.Kind) < MostOfAKind)
        {
            findings.Add(finding);
            return true;
        }
        cut = true;
        return false;
    }

    private static IReadOnlyDictionary<string, RuleValue> Nothing { get; } = new Dictionary<string, RuleValue>();

    private static BigInteger Bit(int place) => BigInteger.One << place;

    private static BigInteger Bits(int count, Func<int, bool> wanted) => Enumerable.Range(0, count).Where(wanted).Aggregate(BigInteger.Zero, (bits, place) => bits | Bit(place));

    private static int[] Pieces(BigInteger bits) => [.. Enumerable.Range(0, (int)bits.GetBitLength()).Where(piece => !(bits & Bit(piece)).IsZero)];

    /// <summary>One walk over a box of pieces that looks for what some rows leave open.</summary>
    /// <param name="within">By column: the pieces of the box.</param>
    /// <param name="most">Stop after so many gaps.</param>
    private sealed class Sweep(TableCheck check, int[][] within, int most)
    {
        private readonly HashSet<(int Depth, BigInteger Rows)> closed = [];
        private readonly int[][] chosen = new int[within.Length][];
        private readonly BigInteger[] everywhere = new BigInteger[within.Length + 1];

        /// <summary>By gap and column: the pieces that it spans.</summary>
        internal List<int[][]> Gaps { get; } = [];

        /// <summary>False when it took too many steps.</summary>
        internal bool Go(BigInteger rows)
        {
            everywhere[within.Length] = Bits(check.table.Rows.Count, _ => true);
            for (var depth = within.Length - 1; depth >= 0; depth--)
            {
                var c = check.order[depth];
                everywhere[depth] = within[c].Aggregate(everywhere[depth + 1], (mask, piece) => mask & check.fitting[c][piece]);
            }
            Walk(0, rows);
            return check.steps <= check.mostSteps;
        }

        private void Walk(int depth, BigInteger rows)
        {
            if (Gaps.Count >= most || check.steps > check.mostSteps) return;
            if (!(rows & everywhere[depth]).IsZero) return;
            if (rows.IsZero)
            {
                Gaps.Add([.. within.Select((pieces, c) => Array.IndexOf(check.order, c) < depth ? chosen[c] : pieces)]);
                return;
            }
            if (closed.Contains((depth, rows))) return;
            var before = Gaps.Count;
            var column = check.order[depth];
            foreach (var group in within[column].GroupBy(piece => check.fitting[column][piece] & rows))
            {
                chosen[column] = [.. group];
                Walk(depth + 1, group.Key);
            }
            check.steps += within[column].Length;
            if (Gaps.Count == before && check.steps <= check.mostSteps) closed.Add((depth, rows));
        }
    }
}
