namespace Tactus.Scheduling.Bench.Plants;

/// <summary>Small random plants in which every constraint of the model occurs, for tests of what must always hold.</summary>
internal static class RandomPlant
{
    internal static Problem Build(int seed, int jobs = 8)
    {
        var random = new Random(seed);
        bool Often(int percent) => random.Next(100) < percent;
        var day = 1_440;
        List<WorkCalendar> calendars =
        [
            new() { Id = "day", Cycle = day, CycleStart = 0, Pattern = [new(360, 600), new(615, 840)], Closed = [new(2_000, 2_300)] },
            new() { Id = "late", Cycle = day, CycleStart = 0, Pattern = [new(840, 1_320)], Extra = [new(2_100, 2_200)] },
            new() { Id = "two", Cycle = day, CycleStart = 0, Pattern = [new(360, 1_320)] },
        ];
        string? Calendar() => random.Next(4) switch { 0 => "day", 1 => "two", _ => null };
        string[] moulds = ["m1", "m2", "m3"], colours = ["red", "blue", "clear"];
        List<SetupTable> setups =
        [
            new()
            {
                Id = "moulds", Attribute = "mould", Values = moulds,
                Times = [[0, 40, 60], [45, 0, 30], [50, 35, 0]], Costs = [[0, 1, 2], [1, 0, 3], [2, 3, 0]],
            },
            new() { Id = "colours", Attribute = "colour", Rules = [new(null, "clear", 25, 5), new("clear", null, 5), new(null, null, 12, 1)] },
        ];
        var machineCount = random.Next(2, 6);
        List<Machine> machines = [];
        for (var m = 0; m < machineCount; m++)
        {
            machines.Add(new Machine
            {
                Id = $"M{m}", Calendar = Calendar(), Efficiency = Often(30) ? 0.8 : 1, Setups = Often(60) ? ["moulds", "colours"] : Often(50) ? ["colours"] : [],
                SetupsTogether = Often(30), SetupNeedsParts = Often(30),
                State = Often(50) ? new Dictionary<string, string> { ["mould"] = "m2", ["colour"] = "red" } : Machine.Nothing,
                Down = Often(25) ? [new(300 + random.Next(500), 900 + random.Next(400))] : [],
            });
        }
        var oven = Often(50);
        if (oven) machines.Add(new Machine { Id = "oven", BatchCapacity = 3, Calendar = Often(50) ? "two" : null });
        List<Pool> pools =
        [
            new() { Id = "jig", Groups = [new(2)] },
            new() { Id = "m1", Groups = [new(1, null, Often(30) ? [new(500, 700)] : null)] },
            new() { Id = "crew", Kind = PoolKind.Crew, Groups = [new(2, "day"), new(1, "two")] },
        ];
        List<Person> people = [];
        for (var p = 0; p < 3; p++)
        {
            people.Add(new Person
            {
                Id = $"P{p}", Calendar = p == 0 ? null : p == 1 ? "two" : "day",
                Skills = p == 0 ? [new("weld"), new("set")] : [new("weld", long.MinValue, Often(30) ? 3_000 : long.MaxValue), new(Often(50) ? "set" : "pack")],
                Absent = Often(30) ? [new(400, 800)] : [],
            });
        }
        List<Material> materials =
        [
            new() { Id = "steel", OnHand = 20, Receipts = [new(700, 30), new(1_900, 400)] },
            new() { Id = "resin", OnHand = 5.5m, Receipts = [new(300, 50), new(2_500, 300)] },
        ];
        List<Job> all = [];
        List<Link> links = [];
        for (var j = 0; j < jobs; j++)
        {
            List<Operation> operations = [];
            var count = random.Next(1, 5);
            for (var o = 0; o < count; o++)
            {
                var inOven = oven && Often(20);
                var interruptible = Often(50);
                var chosen = Enumerable.Range(0, machineCount).OrderBy(_ => random.Next()).Take(random.Next(1, 3)).ToArray();
                operations.Add(new Operation
                {
                    Id = $"J{j}/{o}",
                    Modes = inOven ? [new("oven", random.Next(30, 90))]
                        : [.. chosen.Select(m => new Mode($"M{m}", random.Next(5, interruptible ? 300 : 120), Often(20) ? 10 : 0, Often(10) ? [new("jig")] : null))],
                    Interruptible = interruptible,
                    Quantity = 20,
                    Attributes = inOven ? Machine.Nothing : Often(70)
                        ? new Dictionary<string, string> { ["mould"] = moulds[random.Next(3)], ["colour"] = colours[random.Next(3)] }
                        : Often(50) ? new Dictionary<string, string> { ["colour"] = colours[random.Next(3)] } : Machine.Nothing,
                    Needs = inOven ? [] : Often(20) ? [new("jig", 1, (Phase)random.Next(3))] : Often(15) ? [new("m1")] : Often(20) ? [new("crew", random.Next(1, 3))] : [],
                    Skills = inOven ? [] : Often(25) ? [new("weld", 1, (Phase)random.Next(3))] : Often(15) ? [new("set", 1, Phase.Setup)] : [],
                    Materials = Often(25) ? [new("steel", random.Next(1, 9))] : Often(15) ? [new("resin", 1.25m)] : [],
                    Family = inOven ? $"f{random.Next(2)}" : null,
                    Size = 1,
                });
            }
            List<Link>? own = null;
            if (count > 2 && Often(40))
            {
                // An assembly: the first ones side by side, all before the last.
                own = [.. Enumerable.Range(0, count - 1).Select(o => new Link($"J{j}/{o}", $"J{j}/{count - 1}", random.Next(0, 30)))];
            }
            else if (count > 1 && Often(40))
            {
                own = [.. Enumerable.Range(1, count - 1).Select(o => Often(40) ? new Link($"J{j}/{o - 1}", $"J{j}/{o}", 5, null, LinkKind.EndToStart, 5)
                    : Often(30) ? new Link($"J{j}/{o - 1}", $"J{j}/{o}", 10, 2_000) : Often(30) ? new Link($"J{j}/{o - 1}", $"J{j}/{o}", 20, null, LinkKind.StartToStart)
                    : new Link($"J{j}/{o - 1}", $"J{j}/{o}"))];
            }
            if (j > 0 && Often(15)) links.Add(new Link($"J{j - 1}/0", $"J{j}/{count - 1}", 15));
            all.Add(new Job
            {
                Id = $"J{j}", Release = Often(40) ? random.Next(600) : 0, Due = Often(85) ? random.Next(300, 2_500) : null, Priority = random.Next(3),
                TardinessCost = random.Next(1, 5), EarlinessCost = Often(20) ? 0.1 : 0, Operations = operations, Links = own,
            });
        }
        return new Problem
        {
            Name = $"random {seed}", Now = 100, Calendars = calendars, Setups = setups, Machines = machines, Pools = pools, People = people,
            Materials = materials, Jobs = all, Links = links, MoveTolerance = 15,
        };
    }
}
