using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Contracts.Messages;
using Tactus.Mes.Equipment;
using Tactus.Mes.Labor;
using Tactus.Mes.Production;
using Tactus.Platform;

namespace Tactus.Tests.Mes.Production;

public sealed class StartJobTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Each_gate_is_checked_at_the_start_and_says_what_helps(string database)
    {
        await using var floor = await Floor.New(database);
        await floor.Send(
            Floor.Order("WO-1", 100, Floor.Op(10, "MOULD", skills: ["MOULDER"]), Floor.Op(20, after: [10])),
            Floor.Order("WO-2", 5, Floor.Op(10, "MOULD")));

        (await floor.Start("WO-1/99")).Refusal!.Code.ShouldBe("job-unknown");
        var unskilled = (await floor.Start("WO-1/10", machine: "IM-01")).Refusal!;
        (unskilled.Code, unskilled.Sentence).ShouldBe(("skill-missing", "Job WO-1/10 needs the skill MOULDER, which kim does not have. Nobody has it now."));
        await floor.Plant.Run(new GrantSkill("kim", "MOULDER", floor.Now.AddDays(-1)));
        (await floor.Start("WO-1/10", machine: "IM-01")).Refusal!.Sentence.ShouldStartWith("The skill MOULDER of kim ended on 2026-03-01.");
        await floor.Plant.Run(new GrantSkill("kim", "MOULDER", floor.Now.AddDays(1)));

        (await floor.Start("WO-1/10")).Refusal!.ShouldSatisfyAllConditions(no => no.Code.ShouldBe("machine-missing"), no => no.Sentence.ShouldContain("IM-01, IM-02"));
        (await floor.Start("WO-1/10", machine: "OV-01")).Refusal!.Code.ShouldBe("machine-elsewhere");
        (await floor.Start("WO-1/10", machine: "IM-77")).Refusal!.Code.ShouldBe("machine-unknown");
        await floor.Plant.Run(new StopForMaintenance("IM-01", "Leak"));
        (await floor.Start("WO-1/10", machine: "IM-01")).Refusal!.Code.ShouldBe("machine-out-of-service");
        (await floor.Start("WO-2/10", machine: "IM-02")).Value.State.ShouldBe(JobState.Running);
        (await floor.Start("WO-1/10", machine: "IM-02")).Refusal!.ShouldSatisfyAllConditions(no => no.Code.ShouldBe("machine-busy"), no => no.Sentence.ShouldContain("WO-2/10"));
        await floor.Plant.Run(new PauseJob("WO-2/10", "BREAK", floor.Now), Floor.Kim);
        (await floor.Start("WO-1/20")).Refusal!.Code.ShouldBe("predecessor-open");
        (await floor.Start("WO-1/10", 111, "IM-02")).Refusal!.ShouldSatisfyAllConditions(no => no.Code.ShouldBe("start-exceeds-plan"), no => no.Sentence.ShouldContain("another 110 can be"));
        (await floor.Start("WO-1/10", -1, "IM-02")).Refusal!.Code.ShouldBe("quantity-invalid");
        (await floor.Plant.Run(new StartJob("WO-1/10", floor.Now.AddMinutes(5), MachineNo: "IM-02"), Floor.Kim)).Refusal!.Code.ShouldBe("time-in-future");

        var started = (await floor.Start("WO-1/10", machine: "IM-02")).Value;
        (started.State, started.Started, started.InProcess, started.MachineNo).ShouldBe((JobState.Running, 100, 100, "IM-02"));
        (await floor.OrderNow("WO-1")).State.ShouldBe(OrderState.Started);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_successor_may_overlap_once_enough_is_good_and_never_starts_more_than_it_was_given(string database)
    {
        await using var floor = await Floor.New(database);
        await floor.Send(Floor.Order("WO-1", 100, Floor.Op(10, overlap: 20), Floor.Op(20, after: [10])));
        await floor.Start("WO-1/10");
        await floor.Report("WO-1/10", 19);
        (await floor.Start("WO-1/20")).Refusal!.ShouldSatisfyAllConditions(no => no.Code.ShouldBe("predecessor-open"), no => no.Sentence.ShouldContain("Wait for 1 more"));
        await floor.Report("WO-1/10", 6);
        (await floor.Start("WO-1/20", 26)).Refusal!.Code.ShouldBe("predecessor-short");
        (await floor.Start("WO-1/20")).Value.Started.ShouldBe(25);
        (await floor.Start("WO-1/20")).Refusal!.Code.ShouldBe("nothing-to-start");
        await floor.Report("WO-1/10", 75, complete: true);
        (await floor.Start("WO-1/20")).Value.Started.ShouldBe(100);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Two_orders_that_start_on_one_machine_at_once_do_not_both_get_it(string database)
    {
        await using var floor = await Floor.New(database);
        await floor.Send([.. Enumerable.Range(1, 6).Select(n => Floor.Order($"WO-{n}", 5, Floor.Op(10, "OVEN")))]);
        var answers = await Task.WhenAll(Enumerable.Range(1, 6).Select(n => floor.Start($"WO-{n}/10")));
        answers.Count(answer => answer.Done).ShouldBe(1);
        answers.Where(answer => !answer.Done).Select(answer => answer.Refusal!.Code).Distinct().ShouldBe(["machine-busy"]);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_report_is_not_taken_back_while_its_pieces_are_started_next_door(string database)
    {
        await using var floor = await Floor.New(database);
        for (var n = 1; n <= 6; n++)
        {
            await floor.Send(Floor.Order($"WO-{n}", 10, Floor.Op(10, overlap: 1), Floor.Op(20, after: [10])));
            await floor.Start($"WO-{n}/10");
            var report = (await floor.Report($"WO-{n}/10", 10)).Value.ReportId;
            var start = floor.Start($"WO-{n}/20", by: Floor.Lee);
            var reversal = floor.Plant.Run(new ReverseReport(report, "Counted wrong", floor.Now), Floor.Kim);
            // One of the two was first; the other one must have seen it.
            ((await start).Done ^ (await reversal).Done).ShouldBeTrue();
            (await floor.Job($"WO-{n}/20")).Started.ShouldBeLessThanOrEqualTo((await floor.Job($"WO-{n}/10")).Good);
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Several_orders_run_as_one_batch_and_are_reported_one_by_one(string database)
    {
        await using var floor = await Floor.New(database);
        await floor.Send(Floor.Order("WO-1", 5, Floor.Op(10, "OVEN")), Floor.Order("WO-2", 7, Floor.Op(10, "OVEN")), Floor.Order("WO-3", 7, Floor.Op(10, "OVEN")));
        var batch = (await floor.Plant.Run(new StartBatch([new("WO-1/10"), new("WO-2/10", Floor.Pcs(6))], "OV-01", floor.Now), Floor.Kim)).Value;
        batch.Jobs.Select(job => (job.No, job.Started, job.MachineNo)).ShouldBe([("WO-1/10", 5, "OV-01"), ("WO-2/10", 6, "OV-01")]);
        (await floor.Start("WO-3/10")).Refusal!.Code.ShouldBe("machine-busy");
        (await floor.Report("WO-1/10", 5)).Done.ShouldBeTrue();
        (await floor.Report("WO-2/10", 6)).Done.ShouldBeTrue();
        (await floor.Plant.Run(new StartBatch([new("WO-1/10"), new("WO-1/10")], "OV-01", floor.Now), Floor.Kim)).Refusal!.Code.ShouldBe("batch-size");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_job_is_set_up_paused_resumed_and_run(string database)
    {
        await using var floor = await Floor.New(database);
        await floor.Send(Floor.Order("WO-1", 10, Floor.Op(10, "MOULD"), Floor.Op(20, "OVEN", after: [10])));
        // Setting up may come before the predecessor is done.
        (await floor.Start("WO-1/20", phase: StartPhase.Setup)).Value.State.ShouldBe(JobState.Setup);
        (await floor.Report("WO-1/20", 1)).Refusal!.Code.ShouldBe("job-not-running");
        (await floor.Plant.Run(new PauseJob("WO-1/20", "NOTHING", floor.Now), Floor.Kim)).Refusal!.Code.ShouldBe("reason-unknown");
        (await floor.Plant.Run(new PauseJob("WO-1/20", "BREAK", floor.Now), Floor.Kim)).Value.State.ShouldBe(JobState.Paused);
        (await floor.Plant.Run(new ResumeJob("WO-1/20", floor.Now), Floor.Kim)).Value.State.ShouldBe(JobState.Setup);
        await floor.Start("WO-1/10", machine: "IM-01");
        await floor.Report("WO-1/10", 10, complete: true);
        (await floor.Start("WO-1/20")).Value.State.ShouldBe(JobState.Running);
        (await floor.Plant.Run(new PauseJob("WO-1/20", "BREAK", floor.Now), Floor.Kim)).Done.ShouldBeTrue();
        (await floor.Plant.Run(new ResumeJob("WO-1/20", floor.Now), Floor.Kim)).Value.State.ShouldBe(JobState.Running);
        (await floor.Plant.Run(new ResumeJob("WO-1/20", floor.Now), Floor.Kim)).Refusal!.Code.ShouldBe("job-not-paused");
    }

    [Fact]
    public async Task The_page_is_shown_the_same_gates_that_refuse()
    {
        await using var floor = await Floor.New("sqlite");
        await floor.Send(Floor.Order("WO-1", 10, Floor.Op(10, "MOULD", skills: ["MOULDER"]), Floor.Op(20, after: [10])));
        await using var db = floor.Plant.Mes();
        var desk = (await JobDesk.Find(db, "WO-1/10", default)).Value;
        var gates = await StartGates.Show(db, desk, "IM-01", "kim", null, default);
        gates.Where(gate => !gate.Open).Select(gate => (gate.Gate, gate.Code)).ShouldBe([("skill", "skill-missing")]);
        gates.Select(gate => gate.Gate).ShouldBe(StartGates.Names);
        var later = await StartGates.Show(db, (await JobDesk.Find(db, "WO-1/20", default)).Value, null, "kim", null, default);
        later.Where(gate => !gate.Open).Select(gate => gate.Code).ShouldBe(["predecessor-open"]);
    }

    [Fact]
    public void What_is_not_in_the_table_is_refused_with_a_sentence()
    {
        foreach (var state in Enum.GetValues<JobState>())
            foreach (var step in Enum.GetValues<JobStep>())
            {
                var job = new JobOrder { No = "W/1", OrderNo = "W", Description = "", ItemNo = "I", Revision = "A", WorkCentreNo = "C", Unit = "C62", State = state };
                var refusal = job.Step(step);
                if (JobTransitions.All.TryGetValue((state, step), out var next)) (refusal, job.State).ShouldBe((null, next));
                else (refusal!.Code.Length > 0 && refusal.Sentence.StartsWith("Job W/1 is", StringComparison.Ordinal) | refusal.Sentence.StartsWith("Job W/1 has", StringComparison.Ordinal), job.State).ShouldBe((true, state));
            }
    }
}
