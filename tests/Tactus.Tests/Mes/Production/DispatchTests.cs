using Tactus.Contracts.Messages;
using Tactus.Mes.Production;

namespace Tactus.Tests.Mes.Production;

public sealed class DispatchTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_lead_changes_the_order_with_a_reason_that_stays_visible_until_it_is_set_anew(string database)
    {
        await using var floor = await Floor.New(database);
        var at = new DateTime(2026, 3, 2, 8, 0, 0, DateTimeKind.Utc);
        // The dispatch order may arrive before the order it names.
        await floor.Send(new DispatchOrderSet("BENCH", Guid.NewGuid(), [new("WO-2", 10, 1, null)], "plan", at));
        await floor.Send([.. Enumerable.Range(1, 4).Select(n => Floor.Order($"WO-{n}", 5, Floor.Op(10)) with { Priority = n == 4 ? 1 : 5 })]);
        (await Order(floor)).ShouldBe(["WO-2/10", "WO-4/10", "WO-1/10", "WO-3/10"]);

        (await floor.Plant.Run(new ChangeDispatch("BENCH", ["WO-3/10"], " "), Floor.Lead)).Refusal!.Code.ShouldBe("reason-missing");
        (await floor.Plant.Run(new ChangeDispatch("BENCH", ["WO-9/10"], "x"), Floor.Lead)).Refusal!.Code.ShouldBe("job-elsewhere");
        (await floor.Plant.Run(new ChangeDispatch("BENCH", ["WO-3/10", "WO-3/10"], "x"), Floor.Lead)).Refusal!.Code.ShouldBe("job-doubled");
        (await floor.Plant.Run(new ChangeDispatch("NOWHERE", ["WO-3/10"], "x"), Floor.Lead)).Refusal!.Code.ShouldBe("work-centre-unknown");
        (await floor.Plant.Run(new ChangeDispatch("BENCH", ["WO-3/10", "WO-1/10"], "Customer waits"), Floor.Lead)).Done.ShouldBeTrue();
        (await Order(floor)).ShouldBe(["WO-3/10", "WO-1/10", "WO-2/10", "WO-4/10"]);
        await using (var db = floor.Plant.Mes())
            (await Dispatch.Show(db, "BENCH", default)).Change!.ShouldSatisfyAllConditions(change => change.Reason.ShouldBe("Customer waits"), change => change.PersonNo.ShouldBe("lead"));

        await floor.Send(new DispatchOrderSet("BENCH", Guid.NewGuid(), [new("WO-1", 10, 1, null), new("WO-2", 10, 2, null)], "plan", at));
        (await Order(floor)).ShouldBe(["WO-1/10", "WO-2/10", "WO-4/10", "WO-3/10"]);
        await using (var db = floor.Plant.Mes()) (await Dispatch.Show(db, "BENCH", default)).Change.ShouldBeNull();
    }

    [Fact]
    public async Task The_right_to_change_the_order_is_the_leads()
    {
        await using var floor = await Floor.New("sqlite");
        var refusal = (await floor.Plant.Post("/api/mes/dispatch-changes", new { id = Guid.NewGuid(), workCentreNo = "BENCH", jobNos = (string[])["WO-1/10"], reason = "x" }, Floor.Kim)).Refusal!;
        (refusal.Code, refusal.Sentence).ShouldBe(("right-missing", "This needs the right mes.lead. Ask an administrator to add it to one of your roles."));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_list_waits_for_no_machine_and_shows_the_gates_of_the_one_that_asks(string database)
    {
        await using var floor = await Floor.New(database);
        await floor.Send(Floor.Order("WO-1", 5, Floor.Op(10, "MOULD")), Floor.Order("WO-2", 5, Floor.Op(10, "MOULD")));
        (await floor.Start("WO-1/10", machine: "IM-01")).Done.ShouldBeTrue();
        async Task<(bool? Ready, string?[] Codes)> Ask(string address)
        {
            var row = (await floor.Plant.Get(address, Floor.Kim)).Json.GetProperty("jobs").EnumerateArray().Single(each => each.GetProperty("job").GetProperty("no").GetString() == "WO-2/10");
            return (row.GetProperty("ready").GetBoolean(), [.. row.GetProperty("blocks").EnumerateArray().Select(block => block.GetProperty("code").GetString())]);
        }
        (await Ask("/api/mes/dispatch-lists/MOULD")).ShouldSatisfyAllConditions(free => free.Ready.ShouldBe(true), free => free.Codes.ShouldBeEmpty());
        (await Ask("/api/mes/dispatch-lists/MOULD?machineNo=IM-02")).Ready.ShouldBe(true);
        (await Ask("/api/mes/dispatch-lists/MOULD?machineNo=IM-01")).ShouldSatisfyAllConditions(taken => taken.Ready.ShouldBe(false), taken => taken.Codes.ShouldBe(["machine-busy"]));
    }

    private static async Task<List<string>> Order(Floor floor)
    {
        await using var db = floor.Plant.Mes();
        return [.. (await Dispatch.Show(db, "BENCH", default)).Jobs.Select(row => row.Job.No)];
    }
}
