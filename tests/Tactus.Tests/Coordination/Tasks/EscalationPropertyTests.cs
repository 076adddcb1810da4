using Tactus.Coordination.Tasks;
using static Tactus.Tests.Coordination.Tasks.Calendars;

namespace Tactus.Tests.Coordination.Tasks;

/// <summary>Random policies and random histories.</summary>
public sealed class EscalationPropertyTests
{
    private static readonly string[] People = ["ann", "bob", "cy", "dee", "eve"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 200)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Whatever_happens_it_stays_in_the_table_and_an_open_case_always_waits_for_somebody_or_something(int seed)
    {
        var random = new Random(seed);
        var policy = RandomPolicy(random);
        var calendar = random.Next(2) == 0 ? AroundTheClock() : TwoShifts();
        var (state, now, fired, numbers) = (Escalation.Unopened, Utc("2026-03-09 10:00"), new HashSet<int>(), new HashSet<int>());
        for (var i = 0; i < 120; i++)
        {
            now = now.AddMinutes(random.Next(-5, 40));
            var happened = RandomEvent(random, state, now);
            var before = state;
            var after = before.After(happened, policy, calendar);
            if (after.Refusal is { } refusal)
            {
                refusal.Sentence.ShouldNotBeNullOrWhiteSpace();
                continue;
            }
            (state, var effects) = after.Value;
            EscalationTransitions.All[(before.Phase, happened.GetType())].To.ShouldContain(state.Phase);
            // The same again gives the same: nothing is read but the arguments.
            before.After(happened, policy, calendar).Value.Effects.Select(Text).ShouldBe(effects.Select(Text));

            foreach (var timer in effects.OfType<SetTimer>()) numbers.Add(timer.Timer).ShouldBeTrue("a timer's number is used once");
            if (happened is TimeReached reached && before.DueUtc is not null && reached.Timer == before.Timer) fired.Add(reached.Timer).ShouldBeTrue("a timer fires once");
            else if (happened is TimeReached) effects.ShouldBeEmpty();
            if (happened is Reassigned) state.DueUtc.ShouldBe(before.DueUtc);
            (state.Timer >= before.Timer && state.LastUtc >= before.LastUtc).ShouldBeTrue();
            effects.OfType<Tell>().ShouldAllBe(tell => tell.People.Count > 0 && tell.Late >= TimeSpan.Zero);
            state.Acknowledged.ShouldBeSubsetOf(state.Told);

            // Nothing is forgotten: a timer runs, an answer is awaited, or the last resort or an acknowledgement without an end holds it.
            if (state.Phase is EscalationPhase.Waiting or EscalationPhase.Told) state.DueUtc.ShouldNotBeNull();
            if (state.Phase == EscalationPhase.Asking && before.Phase != EscalationPhase.Asking) effects.OfType<AskRoster>().Count().ShouldBe(1);
            if (state.Phase == EscalationPhase.LastResort) state.Told.ShouldBe(policy.LastResort.People);
            if (state.Phase is EscalationPhase.Decided or EscalationPhase.Closed or EscalationPhase.Asking or EscalationPhase.LastResort) state.DueUtc.ShouldBeNull();
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Left_alone_every_case_reaches_the_last_resort(int seed)
    {
        var random = new Random(seed);
        var policy = RandomPolicy(random);
        var calendar = TwoShifts();
        var (state, now, asked) = (Escalation.Unopened, Utc("2026-03-09 10:00"), 0);
        Step(new CaseOpened(now, "ann"));
        for (var i = 0; i < 50 && state.Phase != EscalationPhase.LastResort; i++)
        {
            if (state.Phase == EscalationPhase.Asking)
            {
                asked++;
                var owner = policy.Steps[state.Step - 1].Role == EscalationStep.Owner ? state.Owner : null;
                Step(new RosterSays(now, state.Step, random.Next(2) == 0 ? [] : People[..random.Next(1, 5)], owner));
            }
            else
            {
                now = state.DueUtc!.Value.AddMinutes(random.Next(3));
                Step(new TimeReached(now, state.Timer));
            }
        }
        state.Phase.ShouldBe(EscalationPhase.LastResort);
        asked.ShouldBe(policy.Steps.Count, "each step is asked for once");

        void Step(EscalationEvent happened) => state = state.After(happened, policy, calendar).Value.State;
    }

    [Fact]
    public void The_table_names_every_phase_and_only_open_ends_are_final()
    {
        var table = EscalationTransitions.All;
        foreach (var phase in Enum.GetValues<EscalationPhase>())
        {
            table.Keys.ShouldContain(key => key.From == phase);
            if (phase != EscalationPhase.Unopened) table.Values.ShouldContain(row => row.To.Contains(phase));
            if (phase is not (EscalationPhase.Unopened or EscalationPhase.Closed)) table.ContainsKey((phase, typeof(CaseClosed))).ShouldBeTrue();
            if (phase != EscalationPhase.Unopened) table.ContainsKey((phase, typeof(TimeReached))).ShouldBe(true, $"a timer may reach {phase}");
        }
    }

    private static string Text(EscalationEffect effect) => effect is Tell tell ? $"{string.Join(',', tell.People)} {tell.Step} {tell.Reason} {tell.Late}" : effect.ToString();

    private static EscalationPolicy RandomPolicy(Random random)
    {
        EscalationStep[] steps =
        [
            .. Enumerable.Range(0, random.Next(1, 5)).Select(_ => new EscalationStep(random.Next(3) == 0 ? EscalationStep.Owner : "role", Any(0), (AcknowledgeBy)random.Next(2),
                random.Next(3) > 0, random.Next(2) == 0 ? null : Any(1))),
        ];
        return new("p", steps, new(["boss"], Any(0), random.Next(2) == 0 ? null : Any(1)));

        Wait Any(int least) => new(Minutes(random.Next(least, 60)), (WaitClock)random.Next(2));
    }

    private static EscalationEvent RandomEvent(Random random, Escalation state, DateTime now) => random.Next(state.Phase == EscalationPhase.Unopened ? 1 : 0, 16) switch
    {
        <= 1 => new CaseOpened(now, random.Next(2) == 0 ? null : "ann"),
        <= 5 => new RosterSays(now, random.Next(4) == 0 ? random.Next(1, 5) : state.Step, [.. People.Where(_ => random.Next(3) == 0)], random.Next(2) == 0 ? state.Owner : null),
        <= 8 => new AcknowledgedBy(now, state.Told.Count > 0 && random.Next(3) > 0 ? state.Told[random.Next(state.Told.Count)] : "stranger"),
        <= 10 => new Reassigned(now, People[random.Next(People.Length)]),
        <= 14 => new TimeReached(random.Next(2) == 0 && state.DueUtc is { } due ? due : now, random.Next(4) == 0 ? random.Next(0, 9) : state.Timer),
        _ => random.Next(6) == 0 ? new CaseDecided(now) : random.Next(9) == 0 ? new CaseClosed(now) : new TimeReached(now, state.Timer),
    };
}
