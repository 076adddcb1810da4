using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Coordination;
using Tactus.Coordination.Exceptions;
using Tactus.Platform;

namespace Tactus.Scenarios.Breakdown;

/// <summary>A machine with alternates fails: noticed, options down to the customer line, a decision, the stations' new order, the return.</summary>
public sealed class BreakdownTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_breakdown_is_noticed_answered_with_ways_out_decided_and_carried_to_the_stations(string database)
    {
        await using var factory = await Planned(database);
        await Signal(factory, 1, "stopped", "HYDRAULICS");
        var exception = (await Exceptions(factory)).Single();
        (Text(exception, "subject"), Text(exception, "state")).ShouldBe(("IM-1", "detected"));

        // It stands longer than a passing disturbance: options, with doing nothing and right-shift among them.
        factory.After(3);
        await Work(factory);
        var open = await Show(factory);
        Text(open.GetProperty("exception"), "state").ShouldBe("awaitingDecision");
        var kinds = open.GetProperty("options").EnumerateArray().Select(option => Text(option, "kind")).ToList();
        kinds.ShouldContain("doNothing");
        kinds.ShouldContain("rightShift");
        open.GetProperty("impact").GetArrayLength().ShouldBeGreaterThan(0);
        open.GetProperty("impact").EnumerateArray().ShouldContain(line => Text(line, "causeSubject") == "IM-1");
        var best = open.GetProperty("options")[0];
        best.GetProperty("lateOrders").GetInt32().ShouldBeLessThan(open.GetProperty("impact").GetArrayLength());

        // The estimate drops: what was found for the longer stop can't be committed any more.
        await factory.Post("/api/coordination/estimates", new { exceptionNo = "EX-000001", untilUtc = factory.Now.AddHours(2), reason = "Only a hose." });
        await Work(factory);
        await factory.Refused("option-superseded", "/api/coordination/decisions", new { exceptionNo = "EX-000001", optionId = best.GetProperty("id").GetGuid(), rationale = "first look" });
        var second = await Show(factory);
        second.GetProperty("options")[0].GetProperty("id").GetGuid().ShouldNotBe(best.GetProperty("id").GetGuid());

        // Decided once, by the first of two; it reaches the stations with the reason.
        var chosen = second.GetProperty("options").EnumerateArray().First(option => option.GetProperty("machineChanges").GetInt32() > 0);
        var decided = await factory.Post("/api/coordination/decisions", new { exceptionNo = "EX-000001", optionId = chosen.GetProperty("id").GetGuid(), rationale = "Clinic One is waiting." });
        await factory.Refused("decision-not-asked", "/api/coordination/decisions", new { exceptionNo = "EX-000001", optionId = chosen.GetProperty("id").GetGuid(), rationale = "me too" });
        await factory.Plant.Settle();
        var carried = await Show(factory);
        Text(carried.GetProperty("exception"), "state").ShouldBe("verifying");
        carried.GetProperty("decision").GetProperty("confirmed").EnumerateArray().Select(each => each.GetString())
            .ShouldBe(carried.GetProperty("decision").GetProperty("told").EnumerateArray().Select(each => each.GetString()), ignoreOrder: true);
        await using (var mes = factory.Plant.Mes())
        {
            var schedule = decided.GetProperty("scheduleId").GetGuid();
            (await mes.Set<Mes.Production.DispatchPlaceSet>().Where(place => place.WorkCentreNo == "MOULD").ToListAsync()).ShouldAllBe(place => place.ScheduleVersion == schedule);
        }

        // It runs again: over, with its story in order.
        factory.After(110);
        await Signal(factory, 2, "running", null);
        await Work(factory);
        var over = await Show(factory);
        Text(over.GetProperty("exception"), "state").ShouldBe("resolved");
        // Each work centre that was told confirms for itself.
        over.GetProperty("story").EnumerateArray().Select(line => Text(line, "what")).Where(what => what != "Confirmed").ShouldBe(
            ["Detected", "Confirm", "Assess", "Offer", "Ask", "Estimated", "Assess", "Offer", "Ask", "Decide", "Execute", "Verify", "Resolve"]);
        (await factory.Plant.Unapplied()).ShouldBeEmpty();
        (await factory.Plant.Verify<CoordinationDb>()).Intact.ShouldBeTrue();
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_stop_that_passes_is_no_exception_and_a_machine_that_flaps_is_one(string database)
    {
        await using var factory = await Planned(database);
        await Signal(factory, 1, "stopped", null);
        factory.After(1);
        await Signal(factory, 2, "running", null);
        await Work(factory);
        Text((await Exceptions(factory)).Single(), "state").ShouldBe("transient");
        for (var again = 0; again < 3; again++)
        {
            factory.After(1);
            await Signal(factory, 3 + 2 * again, "stopped", null);
            factory.After(1);
            await Signal(factory, 4 + 2 * again, "running", null);
        }
        await Work(factory);
        var flapping = (await Exceptions(factory)).Single();
        flapping.GetProperty("occurrences").GetInt32().ShouldBe(4);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Without_a_schedule_in_force_the_exception_says_what_is_missing(string database)
    {
        await using var factory = await Made(database);
        await Signal(factory, 1, "stopped", null);
        factory.After(3);
        await Work(factory);
        var blocked = await Show(factory);
        Text(blocked, "blocked").ShouldBe("schedule-none");
        Text(blocked.GetProperty("story").EnumerateArray().Last(), "text")!.ShouldContain("No schedule is in force");
        Text(blocked.GetProperty("exception"), "state").ShouldBe("open");
        await factory.Post("/api/coordination/schedule-requests", new { reason = "first plan", seconds = 0.3 });
        await Work(factory);
        Text((await Show(factory)).GetProperty("exception"), "state").ShouldBe("awaitingDecision");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_cause_is_verified_by_somebody_else_and_every_measure_names_its_cases(string database)
    {
        await using var factory = await Planned(database);
        await Signal(factory, 1, "stopped", null);
        factory.After(3);
        await Work(factory);
        var option = (await Show(factory)).GetProperty("options").EnumerateArray().First(each => each.GetProperty("moves").GetArrayLength() > 0);
        factory.After(7);
        await factory.Post("/api/coordination/decisions", new { exceptionNo = "EX-000001", optionId = option.GetProperty("id").GetGuid(), rationale = "as found" });
        await Work(factory);
        await factory.Refused("step-not-possible", "/api/coordination/exception-closings", new { exceptionNo = "EX-000001" });
        factory.After(20);
        await Signal(factory, 2, "running", null);
        await Work(factory);
        await factory.Refused("cause-missing", "/api/coordination/exception-closings", new { exceptionNo = "EX-000001" });
        await factory.Post("/api/coordination/exception-causes", new { exceptionNo = "EX-000001", causeCode = "hoseWear", evidence = "The hose had burst." });
        await factory.Refused("cause-own", "/api/coordination/exception-closings", new { exceptionNo = "EX-000001" });
        (await factory.Plant.Post("/api/coordination/exception-closings", JsonSerializer.SerializeToUtf8Bytes(new { id = Guid.CreateVersion7(), exceptionNo = "EX-000001" }),
            Plant.Person("lee", Permissions.Everything))).Done.ShouldBeTrue();
        Text((await Show(factory)).GetProperty("exception"), "state").ShouldBe("closed");

        var measures = await factory.Get("/api/coordination/measures");
        measures.GetProperty("responseWall").GetProperty("p50Seconds").GetDouble().ShouldBe(600, 1);
        measures.GetProperty("responseWall").GetProperty("answered").EnumerateArray().Select(each => each.GetString()).ShouldBe(["EX-000001"]);
        measures.GetProperty("causeCoverage").GetProperty("value").GetDecimal().ShouldBe(1);
        measures.GetProperty("repeatRate").GetProperty("value").GetDecimal().ShouldBe(0);
        var cause = measures.GetProperty("causes").EnumerateArray().Single();
        (Text(cause, "cause"), cause.GetProperty("weight").GetDecimal()).ShouldBe(("hoseWear", 30m));
    }

    [Fact]
    public void Every_step_that_is_not_in_the_table_is_refused()
    {
        var possible = Enum.GetValues<DisruptionState>().SelectMany(state => Enum.GetValues<DisruptionStep>().Where(step => DisruptionStates.After(state, step).Done).Select(step => (state, step))).ToList();
        possible.ShouldNotContain(each => each.state == DisruptionState.Closed);
        possible.ShouldContain((DisruptionState.AwaitingDecision, DisruptionStep.Decide));
        possible.Where(each => each.step == DisruptionStep.Decide).ShouldBe([(DisruptionState.AwaitingDecision, DisruptionStep.Decide)]);
        DisruptionStates.After(DisruptionState.Open, DisruptionStep.Close).Refusal!.Code.ShouldBe("step-not-possible");
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static async Task<List<JsonElement>> Exceptions(Factory factory) => [.. (await factory.Get("/api/coordination/exceptions")).GetProperty("items").EnumerateArray()];

    private static Task<JsonElement> Show(Factory factory) => factory.Get("/api/coordination/exceptions/EX-000001");

    private static async Task Signal(Factory factory, int seq, string state, string? reason)
    {
        await factory.Post("/api/mes/machine-signals", new
        {
            agent = "plc", epoch = 1, signals = (object[])[new { seq, machineNo = "IM-1", atUtc = factory.Now, kind = "state", state, reasonCode = reason }],
        });
        await factory.Plant.Settle();
    }

    /// <summary>Messages and coordination go on until nothing is left to do.</summary>
    private static async Task Work(Factory factory)
    {
        var coordinator = factory.Plant.Services.GetRequiredService<Coordinator>();
        do await factory.Plant.Settle();
        while (await coordinator.Step(CancellationToken.None) > 0);
        await factory.Plant.Settle();
    }

    /// <summary>Three moulding machines, three to trim on, eighteen orders whose due times leave a few hours.</summary>
    private static async Task<Factory> Made(string database)
    {
        var factory = await Factory.Open(database);
        await factory.Moulder(1, 10, 20);
        foreach (var (no, centre) in ((string, string)[])[("IM-1", "MOULD"), ("IM-2", "MOULD"), ("IM-3", "MOULD"), ("TR-1", "TRIM"), ("TR-2", "TRIM"), ("TR-3", "TRIM")])
            await factory.Post("/api/mes/equipment", new { no, name = no, level = "workUnit", parentNo = centre });
        await factory.Receive("L1", 50_000);
        for (var i = 0; i < 18; i++)
        {
            await factory.Post("/api/erp/work-orders", new
            {
                itemNo = "CASE", quantity = Factory.Pcs(600 + 40 * i % 300), dueUtc = factory.Now.AddHours(5.5 + i * 0.7), no = $"W{i + 1:00}",
            });
            await factory.Post("/api/erp/work-order-releases", new { workOrderNo = $"W{i + 1:00}" });
        }
        await factory.Plant.Settle();
        return factory;
    }

    private static async Task<Factory> Planned(string database)
    {
        var factory = await Made(database);
        await factory.Post("/api/coordination/schedule-requests", new { reason = "the week's plan", seconds = 0.5 });
        await Work(factory);
        (await factory.Get("/api/coordination/schedule")).GetProperty("operations").GetArrayLength().ShouldBe(36);
        return factory;
    }
}
