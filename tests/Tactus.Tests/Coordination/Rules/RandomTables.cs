using System.Globalization;
using Tactus.Coordination.Rules;

namespace Tactus.Tests.Coordination.Rules;

/// <summary>A cell's text, and what it means, said a second time without the code that is tested.</summary>
internal sealed record ModelCell(string Text, Func<object, bool> Fits, bool Any = false);

/// <summary>A column with values close enough together that no stretch between two bounds is missed.</summary>
internal sealed record ModelColumn(RuleColumn Column, IReadOnlyList<object> Grid, Func<object, RuleValue> Value, Func<Random, ModelCell> Cell);

/// <summary>A table with its second meaning.</summary>
internal sealed record ModelTable(DecisionTable Written, IReadOnlyList<ModelColumn> Columns, IReadOnlyList<ModelCell[]> Rows)
{
    internal ReadyTable Ready { get; } = ReadyTable.Read(Written).Value;

    /// <summary>Every combination of the grid.</summary>
    internal IEnumerable<object[]> Points()
    {
        var at = new int[Columns.Count];
        while (true)
        {
            yield return [.. Columns.Select((column, c) => column.Grid[at[c]])];
            var c = 0;
            while (c < at.Length && ++at[c] == Columns[c].Grid.Count) at[c++] = 0;
            if (c == at.Length) yield break;
        }
    }

    internal bool Fits(int row, object[] point) => !Rows[row].Where((cell, c) => !cell.Fits(point[c])).Any();

    internal Dictionary<string, RuleValue> Inputs(IEnumerable<object?> point) => point.Select((value, c) => (value, c)).Where(each => each.value is not null)
        .ToDictionary(each => Columns[each.c].Column.Name, each => Columns[each.c].Value(each.value!));
}

/// <summary>Tables by chance. Bounds are whole numbers from 0 to 5, so a grid of halves meets every bound and every stretch between two.</summary>
internal static class RandomTables
{
    private static readonly DateTime Day = new(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc);

    internal static ModelTable Make(int seed, HitPolicy policy, int mostColumns = 3, int mostRows = 6, int any = 3)
    {
        var dice = new Random(seed);
        ModelColumn[] kinds = [Whole(), Length(), Weight(), Instants(), Choices(), Flags(), Texts()];
        dice.Shuffle(kinds);
        ModelColumn[] columns = [.. kinds.Take(1 + dice.Next(mostColumns))];
        ModelCell[][] rows = [.. Enumerable.Range(0, 1 + dice.Next(mostRows))
            .Select(_ => columns.Select(column => dice.Next(any) == 0 ? new ModelCell("-", _ => true, true) : column.Cell(dice)).ToArray())];
        var written = new DecisionTable("random", 1, policy, [], [], [.. columns.Select(column => column.Column)], [new("answer", RuleType.Number, Whole: true)],
            [.. rows.Select((row, r) => new RuleRow($"R{r}", [.. row.Select(cell => cell.Text)], [r.ToString(CultureInfo.InvariantCulture)]))], []);
        return new(written, columns, rows);
    }

    internal static IEnumerable<ModelColumn> Columns() => [Whole(), Length(), Weight(), Instants(), Choices(), Flags(), Texts()];

    private static ModelColumn Whole() => Ordered(new("count", RuleType.Number, Allowed: "0 .. 5", Whole: true), [0m, 1m, 2m, 3m, 4m, 5m],
        amount => RuleValue.Number(amount), amount => amount.ToString(CultureInfo.InvariantCulture));

    private static ModelColumn Length() => Ordered(new("wait", RuleType.Duration, Allowed: ">= 0 min"), Halves(0, 6),
        amount => RuleValue.Duration(TimeSpan.FromHours((double)amount)),
        amount => amount % 2 == 0 ? string.Create(CultureInfo.InvariantCulture, $"{amount * 60} min") : string.Create(CultureInfo.InvariantCulture, $"{amount} h"));

    private static ModelColumn Weight() => Ordered(new("weight", RuleType.Number, "kg"), Halves(-1, 6),
        amount => RuleValue.Number(amount, "kg"), amount => string.Create(CultureInfo.InvariantCulture, $"{amount} kg"));

    private static ModelColumn Instants() => Ordered(new("due", RuleType.DateTime), Halves(-1, 6),
        amount => RuleValue.At(Day.AddDays((double)amount)), amount => Day.AddDays((double)amount).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    private static ModelColumn Choices() => Words(new("kind", RuleType.Choice, Values: ["A", "B", "C,D"]), ["A", "B", "C,D"], RuleValue.Choice, ["A", "B", "\"C,D\""]);

    private static ModelColumn Texts() => Words(new("place", RuleType.Text), ["x", "not y", "-", "elsewhere"], RuleValue.Text, ["x", "\"not y\"", "\"-\""]);

    private static ModelColumn Flags() => new(new("flag", RuleType.YesNo), [true, false], value => RuleValue.YesNo((bool)value), dice =>
        dice.Next(2) == 0 ? new("true", value => (bool)value) : new("= false", value => !(bool)value));

    private static List<object> Halves(int from, int to) => [.. Enumerable.Range(2 * from, 2 * (to - from) + 1).Select(half => (object)(half / 2m))];

    private static ModelColumn Ordered(RuleColumn column, IReadOnlyList<object> grid, Func<decimal, RuleValue> make, Func<decimal, string> text) =>
        new(column, grid, value => make((decimal)value), dice =>
        {
            decimal a = dice.Next(6), b = dice.Next(6);
            return dice.Next(9) switch
            {
                0 => new($">= {text(a)}", value => (decimal)value >= a),
                1 => new($">{text(a)}", value => (decimal)value > a),
                2 => new($"< {text(a)}", value => (decimal)value < a),
                3 => new($"<={text(a)} ", value => (decimal)value <= a),
                4 => new($"{text(a)} .. {text(b)}", value => (decimal)value >= a && (decimal)value <= b),
                5 => new($"{text(a)}..<{text(b)}", value => (decimal)value >= a && (decimal)value < b),
                6 => new($"> {text(a)} .. {text(b)}", value => (decimal)value > a && (decimal)value <= b),
                7 when a != b => new($"not [{text(a)},{text(b)}]", value => (decimal)value != a && (decimal)value != b),
                _ => new($"= {text(a)}", value => (decimal)value == a),
            };
        });

    private static ModelColumn Words(RuleColumn column, IReadOnlyList<object> grid, Func<string, RuleValue> make, string[] texts) =>
        new(column, grid, value => make((string)value), dice =>
        {
            int a = dice.Next(texts.Length), b = (a + 1 + dice.Next(texts.Length - 1)) % texts.Length;
            return dice.Next(4) switch
            {
                0 => new($"[{texts[a]}, {texts[b]}]", value => value.Equals(grid[a]) || value.Equals(grid[b])),
                1 => new($"not [{texts[a]}]", value => !value.Equals(grid[a])),
                2 => new($"not[{texts[a]},{texts[b]}]", value => !value.Equals(grid[a]) && !value.Equals(grid[b])),
                _ => new(texts[a], value => value.Equals(grid[a])),
            };
        });
}
