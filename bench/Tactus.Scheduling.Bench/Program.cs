using Tactus.Scheduling.Bench;

// A set is a line here and a class of its own.
var sets = new SortedDictionary<string, Func<BenchOptions, bool>>(StringComparer.Ordinal);
foreach (var set in ClassicSets.All)
{
    sets.Add(set.Name, options => ClassicRun.Run(set, options));
}

sets.Add("repair", RepairBench.Repair);
sets.Add("optimoldiq", MouldingBench.Run);
sets.Add("growth", GrowthBench.Run);

if (!BenchOptions.TryParse(args, out var parsed, out var fault) || !parsed.Sets.All(sets.ContainsKey))
{
    Console.Error.WriteLine(fault ?? $"No such set: {string.Join(", ", parsed!.Sets.Where(set => !sets.ContainsKey(set)))}.");
    Console.Error.WriteLine(BenchOptions.Usage);
    Console.Error.WriteLine($"Sets: {string.Join(", ", sets.Keys)}");
    return 2;
}

var passed = true;
foreach (var name in parsed.Sets)
{
    passed &= sets[name](parsed);
}
return passed ? 0 : 1;
