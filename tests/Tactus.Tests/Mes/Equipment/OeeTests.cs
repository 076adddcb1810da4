using Tactus.Mes.Equipment;

namespace Tactus.Tests.Mes.Equipment;

public sealed class OeeTests
{
    private static readonly DateTime Start = SignalTests.Start;

    private static Segment Stretch(double from, double to, MachineState state, bool micro = false) =>
        new("M", Start.AddMinutes(from), Start.AddMinutes(from), Start.AddMinutes(to), state, micro, null, null, null);

    private static Output Parts(decimal good, decimal scrap, decimal cycle) => new(good, scrap, 0, cycle * (good + scrap), cycle * good, true);

    /// <summary>The shift of 480 min with 60 min of breaks, 47 min stopped, 1 s ideal cycle, 19,271 parts, 423 rejected, as often published: 88.81, 86.11, 97.80, 74.79 %.</summary>
    [Fact]
    public void The_published_example_comes_out_as_published()
    {
        var planned = new[] { new Span(Start, Start.AddMinutes(240)), new Span(Start.AddMinutes(300), Start.AddMinutes(480)) };
        var times = TimeElements.Of([Stretch(0, 47, MachineState.Stopped), Stretch(47, 240, MachineState.Running), Stretch(240, 300, MachineState.Idle), Stretch(300, 480, MachineState.Running)],
            planned, Start, Start.AddMinutes(480));
        (times.PlannedBusy, times.Production, times.Down, times.Delay).ShouldBe((420 * 60, 373 * 60, 47 * 60, 0));
        var figures = OeeFigures.Of(times, Parts(18848, 423, 1));
        figures.Availability.ShouldBe(0.888095m);
        figures.Performance.ShouldBe(0.861081m);
        figures.Quality.ShouldBe(0.978050m);
        figures.Oee.ShouldBe(0.747937m);
        (figures.OeeLow, figures.OeeHigh, figures.UnknownShare).ShouldBe((0.747937m, 0.747937m, 0));
    }

    /// <summary>The same shift with the loss split into setup and delay: the factors move, the index must not.</summary>
    [Fact]
    public void Setup_and_delay_instead_of_a_stop_change_the_factors_and_not_the_index()
    {
        var times = TimeElements.Of(
            [Stretch(0, 60, MachineState.PlannedStop), Stretch(60, 90, MachineState.Setup), Stretch(90, 120, MachineState.Idle), Stretch(120, 133, MachineState.Stopped, micro: true), Stretch(133, 480, MachineState.Running)],
            [new Span(Start, Start.AddMinutes(480))], Start, Start.AddMinutes(480));
        (times.PlannedBusy, times.Setup, times.Delay, times.MicroStops, times.Down, times.Production).ShouldBe((420 * 60, 30 * 60, 43 * 60, 13 * 60, 0, 347 * 60));
        var figures = OeeFigures.Of(times, Parts(18848, 423, 1));
        figures.Availability.ShouldBe(0.826190m);
        figures.Performance.ShouldBe(0.925600m);
        figures.Quality.ShouldBe(0.978050m);
        figures.Oee.ShouldBe(0.747937m);
    }

    [Fact]
    public void Unknown_time_is_its_own_share_and_makes_the_index_a_range()
    {
        var times = TimeElements.Of([Stretch(0, 300, MachineState.Running), Stretch(300, 400, MachineState.NoData)], [new Span(Start, Start.AddMinutes(400))], Start, Start.AddMinutes(400));
        var figures = OeeFigures.Of(times, Parts(1500, 0, 10));
        (figures.Availability, figures.AvailabilityLow, figures.AvailabilityHigh, figures.UnknownShare).ShouldBe((1m, 0.75m, 1m, 0.25m));
        (figures.OeeLow, figures.Oee, figures.OeeHigh).ShouldBe((0.625m, 0.833333m, 0.875m));
    }

    [Fact]
    public void Faster_than_ideal_is_shown_and_flagged_not_capped()
    {
        var figures = OeeFigures.Of(TimeElements.None with { PlannedBusy = 100, Production = 100 }, Parts(15, 0, 10));
        (figures.Performance, figures.PerformanceAbove, figures.Oee, figures.OeeHigh).ShouldBe((1.5m, true, 1.5m, 1.5m));
    }

    [Fact]
    public void What_has_no_meaning_has_no_figure()
    {
        OeeFigures.Of(TimeElements.None, Output.None).ShouldBe(new OeeFigures(null, null, null, null, false, null, null, null, null, 0));
        // A counter alone does not know what is good, an unknown cycle not what is fast.
        var counter = OeeFigures.Of(TimeElements.None with { PlannedBusy = 100, Production = 50 }, new Output(5, 0, 0, 50, 50, false));
        (counter.Availability, counter.Performance, counter.Quality, counter.Oee).ShouldBe((0.5m, 1m, null, null));
        var cycle = OeeFigures.Of(TimeElements.None with { PlannedBusy = 100, Production = 50 }, new Output(5, 0, 0, null, null, true));
        (cycle.Performance, cycle.Quality, cycle.Oee).ShouldBe((null, 1m, null));
    }

    [Fact]
    public void Running_outside_the_calendar_is_planned_by_running()
    {
        var times = TimeElements.Of([Stretch(0, 100, MachineState.Running), Stretch(100, 150, MachineState.Stopped)], [new Span(Start, Start.AddMinutes(80))], Start, Start.AddMinutes(200));
        (times.PlannedBusy, times.Production, times.Unplanned, times.Down).ShouldBe((6000, 6000, 1200, 0));
        OeeFigures.Of(times, Parts(10, 0, 60)).Availability.ShouldBe(1);
    }

    [Fact]
    public void Times_of_a_span_cut_anywhere_add_up_to_those_of_the_whole()
    {
        var random = new Random(8);
        for (var round = 0; round < 200; round++)
        {
            var (segments, planned, at) = (new List<Segment>(), new List<Span>(), 0);
            while (at < 480)
            {
                var next = at + random.Next(1, 60);
                segments.Add(Stretch(at, next, (MachineState)random.Next(6), random.Next(2) == 0));
                at = next;
            }
            for (at = 0; at < 480; at += random.Next(10, 90)) planned.Add(new Span(Start.AddMinutes(at), Start.AddMinutes(at += random.Next(10, 90))));
            var cut = Start.AddMinutes(random.Next(480));
            var end = Start.AddMinutes(480);
            var whole = TimeElements.Of(segments, [.. planned.Select(span => span.Clip(Start, end))], Start, end);
            (TimeElements.Of(segments, planned, Start, cut) + TimeElements.Of(segments, planned, cut, end)).ShouldBe(whole);
            whole.PlannedBusy.ShouldBe(whole.Production + whole.Setup + whole.Delay + whole.Down + whole.Unknown);
        }
    }
}
