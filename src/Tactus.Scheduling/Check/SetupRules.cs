namespace Tactus.Scheduling.Check;

/// <summary>Setups between attribute values by one <see cref="SetupTable"/>.</summary>
internal sealed class SetupRules
{
    private readonly SetupTable table;
    private readonly Dictionary<string, int> values = [];
    private readonly Dictionary<(string?, string), (long, double)> known = [];

    internal SetupRules(SetupTable table)
    {
        this.table = table;
        for (var i = 0; i < table.Values.Count; i++) values.TryAdd(table.Values[i], i);
    }

    internal string Attribute => table.Attribute;

    /// <summary>Time and cost from a value (null: unknown) to another.</summary>
    internal (long Time, double Cost) Between(string? from, string to)
    {
        if (!known.TryGetValue((from, to), out var found)) known[(from, to)] = found = Find(from, to);
        return found;
    }

    private (long, double) Find(string? from, string to)
    {
        var same = from == to;
        foreach (var rule in table.Rules)
        {
            // A value to itself is no change, unless somebody wrote exactly that.
            if (same ? rule.From == to && rule.To == to : (rule.From is null || rule.From == from) && (rule.To is null || rule.To == to)) return (rule.Time, rule.Cost);
        }
        if (same || from is null || !values.TryGetValue(from, out var row) || !values.TryGetValue(to, out var column)) return (0, 0);
        return (row < table.Times.Count ? table.Times[row][column] : 0, row < table.Costs.Count ? table.Costs[row][column] : 0);
    }
}

/// <summary>What a machine is set to while its sequence is walked.</summary>
internal sealed class MachineSetting(Machine machine, IReadOnlyList<SetupRules> tables)
{
    private readonly Dictionary<string, string> state = new(machine.State);

    /// <summary>Sets the machine to an operation's attributes; returns what that takes.</summary>
    internal (long Time, double Cost) Change(IReadOnlyDictionary<string, string> attributes)
    {
        var (time, cost) = (0L, 0.0);
        if (attributes.Count == 0) return (0, 0);
        foreach (var table in tables)
        {
            if (!attributes.TryGetValue(table.Attribute, out var value)) continue;
            var (more, price) = table.Between(state.GetValueOrDefault(table.Attribute), value);
            time = machine.SetupsTogether ? Math.Max(time, more) : time + more;
            cost += price;
        }
        foreach (var (attribute, value) in attributes) state[attribute] = value;
        return (time, cost);
    }
}
