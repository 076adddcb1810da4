using System.Globalization;

namespace Tactus.Connectors.Demo.Scenarios;

/// <summary>
/// The only machine that can do it stands for 4 h of an 8 h shift. Two orders would wait for the next day, 1,500 of lateness; six hours of overtime at
/// 900 are better. What comes after it starves.
/// </summary>
internal sealed class Bottleneck : Scenario
{
    private const int Run = 7_140, Next = 3_600;

    internal override int No => 7;

    internal override string Title => "Bottleneck down";

    internal override async Task Play(IStage stage)
    {
        var tag = stage.Tag;
        await stage.OneMachineShop(Run / 10m, nextSeconds: Next / 10m);
        // A shift that began an hour ago and ends in eight, by the plant's clock.
        var zone = TimeZoneInfo.FindSystemTimeZoneById((await stage.Get("/api/mes/plant-zones")).Text("timeZone"));
        var now = new DateTime(stage.NowUtc.Ticks / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute, DateTimeKind.Utc);
        string Wall(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(now, zone));
        await stage.Post("/api/mes/shift-patterns", new
        {
            no = "SHIFT" + tag, name = "Nine hours" + tag,
            shifts = (object[])[new { name = "day" + tag, days = Enum.GetNames<DayOfWeek>().Select(day => day.ToLowerInvariant()).ToArray(), start = Wall(now.AddHours(-1)), end = Wall(now.AddHours(8)), breaks = (object[])[] }],
        });
        await stage.Post("/api/mes/calendar-assignments", new { equipmentNo = "M" + tag, patternNo = "SHIFT" + tag, fromDate = today.AddDays(-2).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) });
        await stage.Post("/api/coordination/cost-rates", new { latenessPerHour = 50, overtimePerHour = 150, freightPerOrder = 600, freightHours = 24 });
        await stage.Stock("LOT" + tag, 1_000);
        // Two have four hours of slack; two would be 15 h late each if they waited for the next shift.
        var tomorrow = now.AddHours(23);
        DateTime[] due = [now.AddHours(9.2), now.AddHours(10.2), tomorrow.AddSeconds(Run + Next).AddHours(-15).AddMinutes(5), tomorrow.AddSeconds((2 * Run) + Next).AddHours(-15).AddMinutes(5)];
        for (var i = 0; i < 4; i++) await stage.Sold($"SO{i + 1}{tag}", $"WO{i + 1}{tag}", 10, due[i]);
        await stage.Plan();

        stage.Say("The only machine stops; 4 h are reckoned.");
        await stage.Post("/api/mes/machine-signals", new { agent = "plc" + tag, epoch = 1, signals = (object[])[new { seq = 1, machineNo = "M" + tag, atUtc = stage.NowUtc.AddMinutes(-3), kind = "state", state = "stopped" }] });
        await stage.Settle();
        var open = await stage.Exception("M" + tag);
        stage.Expect("it waits for a decision", open.State(), "awaitingDecision");
        stage.Expect("nothing can go to another machine", open.Each("options").Max(option => option.Number("machineChanges")), 0m);
        stage.Expect("everything later is offered", open.Each("options").Any(option => option.Text("kind") == "rightShift"), true);
        stage.Expect("premium freight is offered", open.Each("options").Any(option => option.Text("kind") == "premiumFreight"), true);
        var nothing = open.Option("doNothing");
        foreach (var late in nothing.Each("lateLines")) stage.Say($"{late.Text("workOrderNo")}: {late.Number("hoursLate")} h late, ready {late.Text("endUtc")}, due {late.Text("dueUtc")}.");
        stage.Expect("lateness if nothing is done, in hundreds", Math.Round(nothing.Number("cost") / 100), 15m);
        var overtime = open.Option("overtime");
        stage.Expect("overtime, hours", overtime.Figure("overtime"), 6m);
        stage.Expect("overtime and what is still late cost", overtime.Number("cost"), 900m);
        stage.Expect("overtime ranks first", open.Each("options").First().Text("kind"), "overtime");
        stage.Expect("what comes after starves", nothing.Each("figures").Any(figure => figure.Text("name") == "starved" && figure.Text("subject") == "NEXT" + tag), true);

        await stage.Decide(open, "overtime", "The evening crew agreed.");
        await stage.Settle();
        var after = await stage.Exception("M" + tag);
        stage.Expect("the plant's calendar has the overtime", after.Each("actions").First(each => each.Text("key") == "overtime").Text("state"), "done");
        await stage.Answer("M" + tag, "staff");
        await stage.Post("/api/mes/machine-signals", new { agent = "plc" + tag, epoch = 1, signals = (object[])[new { seq = 2, machineNo = "M" + tag, atUtc = stage.NowUtc, kind = "state", state = "running" }] });
        await stage.Settle();
        stage.Expect("it is resolved when it runs again", (await stage.Exception("M" + tag)).State(), "resolved");
    }
}
