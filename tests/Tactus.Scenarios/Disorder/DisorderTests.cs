using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Erp.Planning;
using Tactus.Erp.Stock;
using Tactus.Platform;
using Tactus.Platform.Messaging;

namespace Tactus.Scenarios.Disorder;

/// <summary>
/// Scenario 15: what happened arrives one to three times, shuffled within a quarter of an hour, "up" before "down". It ends as if it
/// had come in order; a copy a week later has no effect; what comes for a closed case becomes a visible correction.
/// </summary>
public sealed class DisorderTests
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);
    private static readonly string[] Machines = ["IM-01", "IM-02", "IM-03", "IM-04"];

    private sealed record Signal(long Seq, string MachineNo, DateTime AtUtc, string Kind, string? State = null, int? Good = null, int? Scrap = null, int? Count = null);

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Ten_thousand_machine_events_in_disorder_end_as_in_order_and_a_straggler_corrects_the_closed_shift(string database)
    {
        await using var straight = await WithMachines(database);
        await using var crooked = await WithMachines(database);
        var random = new Random(15);
        var events = Events(random, straight.Now, 10_000);
        foreach (var factory in (Factory[])[straight, crooked]) factory.After(8 * 60);

        foreach (var batch in events.Chunk(1000)) Taken(await Send(straight, batch)).ShouldBe((batch.Length, 0));
        // The first stop of a machine hangs in its agent until the shift is closed.
        var straggler = events.First(each => each.State == "stopped");
        var deliveries = Shuffle(random, events.Where(each => each != straggler), each => each.AtUtc);
        var (accepted, duplicates) = (0, 0);
        foreach (var batch in deliveries.Chunk(1000))
        {
            var taken = Taken(await Send(crooked, batch));
            (accepted, duplicates) = (accepted + taken.Accepted, duplicates + taken.Duplicates);
        }
        (accepted, duplicates).ShouldBe((9_999, deliveries.Count - 9_999));

        var right = await Close(straight);
        var early = await Close(crooked);
        Figures(early, straggler.MachineNo).ShouldNotBe(Figures(right, straggler.MachineNo));
        Taken(await Send(crooked, [straggler])).ShouldBe((1, 0));
        var closed = await crooked.Get($"/api/mes/shift-closings/{early.GetProperty("id").GetGuid()}");
        Figures(closed, straggler.MachineNo).ShouldBe(Figures(early, straggler.MachineNo), "what was signed stays as it was");
        var correction = closed.GetProperty("corrections").EnumerateArray().Single();
        (correction.GetProperty("machineNo").GetString(), correction.GetProperty("signals").GetInt32()).ShouldBe((straggler.MachineNo, 1));
        Text(correction.GetProperty("after")).ShouldBe(Figures(right, straggler.MachineNo));

        ShouldBeSameDay(await Day(crooked), await Day(straight));
        // The silence since then has grown on both.
        foreach (var factory in (Factory[])[straight, crooked]) factory.After(7 * 24 * 60);
        foreach (var batch in events.Chunk(5000)) Taken(await Send(crooked, batch)).ShouldBe((0, batch.Length));
        ShouldBeSameDay(await Day(crooked), await Day(straight));
    }

    private static void ShouldBeSameDay(string[] day, string[] expected) =>
        (string.Join('\n', day.Except(expected)), string.Join('\n', expected.Except(day)), day.Length).ShouldBe(("", "", expected.Length));

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_shift_of_reports_in_disorder_makes_the_same_books(string database)
    {
        await using var factory = await Factory.Open(database);
        await factory.Moulder(1, 10, 20);
        await factory.Receive("R1", 1000);
        string[] orders = [.. Enumerable.Range(1, 6).Select(no => $"D-{no:00}")];
        foreach (var order in orders) await factory.Release(order, 50, "OUT-" + order);
        await factory.Pick("R1", 600);
        await factory.Plant.Settle();
        var random = new Random(150);
        foreach (var order in orders) await Work(factory, random, order);

        await using var mes = factory.Plant.Mes();
        var sent = await mes.Outbox.Where(message => message.DeliveredUtc == null).OrderBy(message => message.Id).ToListAsync();
        sent.Count.ShouldBeGreaterThan(100);
        foreach (var some in Shuffle(random, sent, message => message.SentUtc).Chunk(40)) await Carry(factory, some);
        await factory.ShouldAgree();
        foreach (var order in orders)
        {
            var made = (await factory.Job(order + "/20")).Good;
            (await factory.WorkOrder(order)).ShouldSatisfyAllConditions(each => each.State.ShouldBe(WorkOrderState.Completed), each => each.Produced.ShouldBe(made));
            (await factory.InBooks("CASE", "OUT-" + order)).ShouldBe(made);
            // Coordination heard the same, in whatever disorder.
            await using var coordination = factory.Plant.Coordination();
            (await coordination.Set<Tactus.Coordination.Picture.KnownJob>().SingleAsync(job => job.WorkOrderNo == order && job.OperationNo == 20)).ShouldSatisfyAllConditions(
                job => job.State.ShouldBe("completed"), job => job.Good.ShouldBe(made));
        }

        // A copy of everything a week later.
        var before = await Books(factory);
        factory.After(7 * 24 * 60);
        foreach (var some in sent.Chunk(200)) await Carry(factory, some);
        (await Books(factory)).ShouldBe(before);
    }

    private static async Task Work(Factory factory, Random random, string order)
    {
        await factory.Start(order + "/10", 50);
        for (var left = 50; left > 0; left -= 10)
        {
            factory.After(random.Next(1, 4));
            await factory.Consume(order + "/10", "R1", 10);
            var scrap = random.Next(3);
            var report = await factory.Report(order + "/10", 10 - scrap, scrap);
            // Now and then the count was wrong.
            if (random.Next(3) > 0) continue;
            await factory.Reverse(report);
            await factory.Report(order + "/10", 9, 1);
        }
        await factory.Post("/api/mes/job-completions", new { jobNo = order + "/10", atUtc = factory.Now });
        var good = (await factory.Job(order + "/10")).Good;
        await factory.Start(order + "/20", good);
        await factory.Report(order + "/20", good - 5);
        var last = await factory.Report(order + "/20", 3, 2, complete: true);
        if (random.Next(2) > 0) return;
        await factory.Reverse(last);
        await factory.Report(order + "/20", 5, complete: true);
    }

    private static async Task Carry(Factory factory, IReadOnlyList<OutboxMessage> messages)
    {
        foreach (var group in messages.GroupBy(message => message.Destination))
        {
            var half = factory.Plant.Services.GetRequiredService<HalfDirectory>().Find(group.Key)!;
            (await Courier.Store(half, "mes", [.. group], factory.Plant.Clock, CancellationToken.None)).ShouldBeTrue();
            while (await factory.Plant.Services.GetRequiredKeyedService<Applier>(group.Key).ApplySome(CancellationToken.None) > 0) { }
        }
    }

    private static async Task<string[]> Books(Factory factory)
    {
        await using var erp = factory.Plant.Erp();
        var balances = await erp.StockBalances.Where(balance => balance.Quantity != 0).ToListAsync();
        return [$"moves {await erp.StockMoves.CountAsync()}", $"labour {await erp.LaborBookings.CountAsync()}",
            .. balances.Select(balance => $"{balance.LotNo} {balance.Place} {balance.Quantity:0.######}").Order(StringComparer.Ordinal)];
    }

    /// <summary>Each one to three times, each delivery up to a quarter of an hour late.</summary>
    private static List<T> Shuffle<T>(Random random, IEnumerable<T> events, Func<T, DateTime> at) =>
    [
        .. events.SelectMany(each => Enumerable.Range(0, random.Next(1, 4)).Select(_ => (At: at(each) + (Window * random.NextDouble()), Event: each)).ToArray())
            .OrderBy(each => each.At).Select(each => each.Event),
    ];

    private static async Task<Factory> WithMachines(string database)
    {
        var factory = await Factory.Open(database);
        await factory.Post("/api/mes/equipment", new { no = "MOULD", name = "Moulding", level = "workCentre" });
        foreach (var no in Machines) await factory.Post("/api/mes/equipment", new { no, name = no, level = "workUnit", parentNo = "MOULD" });
        await factory.Post("/api/mes/shift-patterns", new
        {
            no = "DAY", name = "Day", shifts = (object[])[new { name = "day", days = (string[])["monday"], start = "08:00:00", end = "15:30:00", breaks = (object[])[] }],
        });
        await factory.Post("/api/mes/calendar-assignments", new { equipmentNo = "MOULD", patternNo = "DAY", fromDate = "2026-03-01" });
        return factory;
    }

    private static Signal[] Events(Random random, DateTime start, int count)
    {
        var counters = Machines.ToDictionary(machine => machine, _ => 0);
        return [.. Enumerable.Range(1, count).Select(seq =>
        {
            var (machine, at) = (Machines[random.Next(Machines.Length)], start.AddSeconds(seq * 2.6));
            return random.Next(4) switch
            {
                0 => new Signal(seq, machine, at, "state", State: random.Next(3) switch { 0 => "stopped", 1 => "idle", _ => "running" }),
                1 => new Signal(seq, machine, at, "part", Good: random.Next(3), Scrap: random.Next(2)),
                _ => new Signal(seq, machine, at, "counter", Count: counters[machine] += random.Next(4)),
            };
        })];
    }

    private static Task<JsonElement> Send(Factory factory, IReadOnlyList<Signal> signals) =>
        factory.Post("/api/mes/machine-signals", new { agent = "cell", epoch = 1, signals });

    private static (int Accepted, int Duplicates) Taken(JsonElement answer)
    {
        answer.GetProperty("refused").GetArrayLength().ShouldBe(0, answer.GetRawText());
        return (answer.GetProperty("accepted").GetInt32(), answer.GetProperty("duplicates").GetInt32());
    }

    private static Task<JsonElement> Close(Factory factory) => factory.Post("/api/mes/shift-closings", new { equipmentNo = "MOULD", shiftKey = "2026-03-02/day" });

    private static string Figures(JsonElement closing, string machine) =>
        Text(closing.GetProperty("figures").EnumerateArray().Single(each => each.GetProperty("machineNo").GetString() == machine));

    // Numbers as numbers: 600 read from a database and 600.0 just computed are the same.
    private static string Text(JsonElement figures) => string.Join(' ', figures.EnumerateObject().Select(each =>
        each.Name + "=" + (each.Value.ValueKind == JsonValueKind.Number ? each.Value.GetDecimal().ToString("0.######", System.Globalization.CultureInfo.InvariantCulture) : each.Value.GetRawText())));

    private static async Task<string[]> Day(Factory factory)
    {
        const string Span = "from=2026-03-02T08:00:00Z&to=2026-03-02T15:30:00Z";
        var day = new List<string>();
        foreach (var machine in Machines) day.AddRange((await factory.Get($"/api/mes/state-intervals?machineNo={machine}&{Span}")).GetProperty("items").EnumerateArray().Select(each => each.GetRawText()));
        await using var mes = factory.Plant.Mes();
        var minutes = await mes.Set<Mes.Equipment.CountMinute>().OrderBy(each => each.MachineNo).ThenBy(each => each.MinuteUtc).ToListAsync();
        day.AddRange(minutes.Select(each => $"{each.MachineNo} {each.MinuteUtc:O} {each.Counted:0.##} {each.Good:0.##} {each.Scrap:0.##}"));
        return [.. day];
    }
}
