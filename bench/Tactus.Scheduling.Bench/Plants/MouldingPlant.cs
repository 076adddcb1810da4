using System.Globalization;

namespace Tactus.Scheduling.Bench.Plants;

/// <summary>The moulding plant of the reference folder: its orders, and what it then really ran, shift by shift.</summary>
internal sealed class MouldingPlant
{
    internal const long Shift = 8 * 3_600;

    /// <summary>A machine-shift with what was made of one order in it.</summary>
    internal sealed record Record(long Begin, string Machine, string Order, string Item, string Mould, string Colour, long Shots, long Good);

    /// <summary>An order that ran.</summary>
    internal sealed record Order(string Number, string Item, long Received, long Due, long Quantity);

    private static readonly DateTime Zero = new(2018, 11, 1, 6, 0, 0, DateTimeKind.Unspecified);

    private MouldingPlant(List<Record> records, Dictionary<string, Order> orders, Dictionary<string, string> tonnage, Dictionary<string, (string[] Tonnage, double Cycle)> moulds)
    {
        Records = records;
        Orders = orders;
        Tonnage = tonnage;
        Moulds = moulds;
    }

    internal List<Record> Records { get; }

    internal Dictionary<string, Order> Orders { get; }

    internal Dictionary<string, string> Tonnage { get; }

    internal Dictionary<string, (string[] Tonnage, double Cycle)> Moulds { get; }

    internal static MouldingPlant Read(string folder)
    {
        List<Record> records = [];
        foreach (var file in Directory.GetFiles(folder, "monthlyReports_*.csv").Order(StringComparer.Ordinal))
        {
            foreach (var row in Rows(file))
            {
                if (row["poNote"].Length == 0 || Number(row["moldShot"]) == 0) continue;
                var begin = (long)(Day(row["recordDate"]) - Zero).TotalSeconds + (Number(row["workingShift"]) - 1) * Shift;
                records.Add(new Record(begin, row["machineNo"], row["poNote"], row["itemCode"], row["moldNo"],
                    row["plasticResineCode"] + "+" + row["colorMasterbatchCode"], Number(row["moldShot"]), Number(row["itemGoodQuantity"])));
            }
        }
        Dictionary<string, Order> orders = [];
        foreach (var file in Directory.GetFiles(folder, "purchaseOrder_*.csv").Order(StringComparer.Ordinal))
        {
            foreach (var row in Rows(file))
            {
                if (row["poNo"].Length == 0) continue;
                // An order is there on the morning of its day and wanted by the end of its day.
                orders[row["poNo"]] = new Order(row["poNo"], row["itemCode"], (long)(Day(row["poReceivedDate"]) - Zero).TotalSeconds,
                    (long)(Day(row["poETA"]) - Zero).TotalSeconds + 3 * Shift, Number(row["itemQuantity"]));
            }
        }
        var tonnage = new Dictionary<string, string>();
        foreach (var row in Rows(Path.Combine(folder, "machineInfo.csv"))) tonnage.TryAdd(row["machineNo"], row["machineTonnage"]);
        var moulds = Rows(Path.Combine(folder, "moldInfo.csv")).GroupBy(row => row["moldNo"])
            .ToDictionary(group => group.Key, group => (group.First()["machineTonnage"].Split('/'), Real(group.First()["moldSettingCycle"])));
        return new MouldingPlant(records, orders, tonnage, moulds);

        DateTime Day(string text) => DateTime.ParseExact(text, "M/d/yy", CultureInfo.InvariantCulture).AddHours(6);
        static long Number(string text) => text.Length == 0 ? 0 : (long)Real(text);
        static double Real(string text) => double.Parse(text.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }

    private static IEnumerable<Dictionary<string, string>> Rows(string file)
    {
        string[]? titles = null;
        foreach (var line in File.ReadLines(file))
        {
            var cells = Cells(line.TrimStart('\uFEFF'));
            if (titles is null)
            {
                titles = cells;
                continue;
            }
            if (cells.Length == titles.Length && cells.Any(cell => cell.Length > 0)) yield return titles.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second);
        }
    }

    private static string[] Cells(string line)
    {
        List<string> cells = [];
        var cell = new System.Text.StringBuilder();
        var quoted = false;
        foreach (var letter in line)
        {
            if (letter == '"') quoted = !quoted;
            else if (letter == ',' && !quoted)
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
            }
            else cell.Append(letter);
        }
        cells.Add(cell.ToString().Trim());
        return [.. cells];
    }

    /// <summary>Seconds a shot as the plant achieved them with a mould, its small stops included: the median over machine-shifts in which nothing else ran.</summary>
    internal Dictionary<string, double> SecondsPerShot()
    {
        var alone = Records.GroupBy(record => (record.Begin, record.Machine)).Where(group => group.Count() == 1).Select(group => group.First());
        var seconds = alone.GroupBy(record => record.Mould).ToDictionary(group => group.Key, group =>
        {
            var sorted = group.Select(record => Shift / (double)record.Shots).Order().ToArray();
            return sorted[sorted.Length / 2];
        });
        foreach (var mould in Records.Select(record => record.Mould).Distinct()) seconds.TryAdd(mould, Moulds[mould].Cycle);
        return seconds;
    }

    /// <summary>The orders as jobs: one operation each on any machine that takes the mould, at the speed that the plant achieved.</summary>
    internal Problem Problem(long mouldChange, long colourChange)
    {
        var seconds = SecondsPerShot();
        var machines = Records.Select(record => record.Machine).Distinct().Order(StringComparer.Ordinal).ToArray();
        var shifts = Records.Select(record => record.Begin).Distinct().Order().ToArray();
        var end = shifts[^1] + Shift;
        List<Span> closed = [];
        for (long at = 0; at < end; at += Shift)
        {
            if (Array.BinarySearch(shifts, at) < 0) closed.Add(new Span(at, at + Shift));
        }
        List<Job> jobs = [];
        foreach (var group in Records.GroupBy(record => record.Order).Where(group => Orders.ContainsKey(group.Key)).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var order = Orders[group.Key];
            var finished = group.Sum(record => record.Good) >= order.Quantity;
            // Shots up to the end of the order; what was made beyond it belongs to nobody.
            var mould = group.GroupBy(record => record.Mould).MaxBy(part => part.Sum(record => record.Shots))!.Key;
            var colour = group.GroupBy(record => record.Colour).MaxBy(part => part.Sum(record => record.Shots))!.Key;
            var time = (long)Math.Ceiling(group.Sum(record => record.Shots) * seconds[mould]);
            jobs.Add(new Job
            {
                Id = order.Number, Release = Math.Max(0, order.Received), Due = finished ? order.Due : null, TardinessCost = finished ? 1 : 0,
                Operations =
                [
                    new Operation
                    {
                        Id = order.Number + "/10", Interruptible = true, Needs = [new Need(mould)],
                        Attributes = new Dictionary<string, string> { ["mould"] = mould, ["colour"] = colour },
                        Modes = [.. machines.Where(machine => Moulds[mould].Tonnage.Contains(Tonnage[machine])).Select(machine => new Mode(machine, time))],
                    },
                ],
            });
        }
        return new Problem
        {
            // A late order first, then the crew that changes moulds; machine hours follow from both.
            Objective = new Objective { Terms = [new(Measure.WeightedTardiness, 1), new(Measure.LateJobs, 86_400), new(Measure.SetupTime, 5)] },
            Name = "moulding plant", Origin = new DateTimeOffset(Zero, TimeSpan.Zero),
            Calendars = [new WorkCalendar { Id = "plant", Closed = closed }],
            Setups =
            [
                new SetupTable { Id = "moulds", Attribute = "mould", Rules = [new SetupRule(null, null, mouldChange)] },
                new SetupTable { Id = "colours", Attribute = "colour", Rules = [new SetupRule(null, null, colourChange)] },
            ],
            Machines = [.. machines.Select(machine =>
            {
                var first = Records.Where(record => record.Machine == machine).MinBy(record => record.Begin)!;
                return new Machine
                {
                    Id = machine, Calendar = "plant", Setups = ["moulds", "colours"],
                    State = new Dictionary<string, string> { ["mould"] = first.Mould, ["colour"] = first.Colour },
                };
            })],
            Pools = [.. Records.Select(record => record.Mould).Distinct().Order(StringComparer.Ordinal).Select(mould => new Pool { Id = mould, Groups = [new PoolGroup(1)] })],
            Jobs = jobs,
        };
    }
}
