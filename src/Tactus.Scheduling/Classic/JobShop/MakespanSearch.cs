using System.Diagnostics;

namespace Tactus.Scheduling.Classic.JobShop;

/// <summary>The makespan search: tabu search inside a population whose members are recombined (TS/PR: Peng, Lü &amp; Cheng 2015, Computers &amp;
/// Operations Research 53).</summary>
/// <remarks>Children are numbered. Child i is made from the population as it is after child i - lag was taken in, never more, never less, and
/// has a random stream of its own; so threads work without waiting for each other and what comes out does not depend on how many they are.</remarks>
internal sealed class MakespanSearch
{
    private sealed record Task(long Number, ShopSolution? A, ShopSolution? B, long Limit, long Patience, int Known);

    private sealed record Done(long Number, ShopSolution Solution, long Iterations);

    private sealed record Member(ShopSolution Solution, int[] Ranks);

    /// <summary>The child before which shaving tries to prove the best schedule optimal: after the first population.</summary>
    private const long ProofNumber = 24;

    private readonly CompiledShop shop;
    private readonly SearchLimits limits;
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly SearchControl control;
    private readonly object wake = new();
    private readonly Dictionary<long, Done> finished = [];
    private readonly Dictionary<long, long> underway = [];
    private readonly List<Member> population = [];
    private readonly int populationSize, lag;
    private readonly long childLimit;

    // Moves without gain after which a descent ends: doubled with each new population, so that a short search comes to recombine at all
    // and a long one goes deeper each time.
    private long patience = 6_000;

    private long nextNumber, takenIn, bestNumber, spent, iterations;
    private long endAt = long.MaxValue;
    private int fruitless;
    private long populationBegan;
    private bool closed;
    private ShopSolution? best, reported;
    private Exception? failure;

    public MakespanSearch(CompiledShop shop, SearchLimits limits)
    {
        this.shop = shop;
        this.limits = limits;
        control = new SearchControl(limits, clock);
        // Where one descent takes seconds there is time for a few only.
        populationSize = shop.Operations < 2_000 ? 24 : 8;
        childLimit = 400_000;
        lag = limits.Time is null ? 8 : Math.Max(4, 2 * limits.ThreadCount);
    }

    public ShopResult Run()
    {
        control.Bound = WorkloadBound.Of(shop);
        if (shop.Operations == 0)
            return Result(Rule());
        var threads = Math.Max(1, limits.ThreadCount);
        var helpers = new Thread[threads - 1];
        for (var i = 0; i < helpers.Length; i++)
        {
            helpers[i] = new Thread(Work) { IsBackground = true };
            helpers[i].Start();
        }
        Work();
        foreach (var helper in helpers)
            helper.Join();
        if (failure is not null)
            throw new InvalidOperationException("a search thread failed", failure);
        while (TakeNext())
        {
        }
        foreach (var left in finished.Values)
            Consider(left);
        var result = best ?? Rule();
        return Result(result);
    }

    private ShopResult Result(ShopSolution solution)
    {
        var state = new ShopState(shop);
        state.Load(solution);
        var operations = new List<ScheduledOperation>(shop.Operations);
        for (var job = 0; job < shop.Jobs; job++)
            for (var o = shop.First[job]; o <= shop.Last[job]; o++)
                operations.Add(new ScheduledOperation(job, o - shop.First[job], state.Machine[o], state.End[o] - state.Time[o], state.End[o]));
        return new ShopResult(state.Makespan, Math.Min(control.Bound, state.Makespan), clock.Elapsed, iterations, operations);
    }

    private void Work()
    {
        try
        {
            var search = new TabuSearch(shop, control);
            while (Next() is { } task)
            {
                var dice = new Dice(limits.Seed, task.Number);
                if (task.Number == ProofNumber && !shop.Flexible)
                    Prove(task.Known);
                var start = task.A is null || task.B is null ? First(task.Number, dice) : Child(task, dice);
                var solution = search.Run(start, dice, task.Limit, task.Patience);
                Finish(new Done(task.Number, solution, search.Iterations));
            }
        }
        catch (Exception e)
        {
            lock (wake)
            {
                failure ??= e;
                closed = true;
                control.Stop();
                Monitor.PulseAll(wake);
            }
        }
    }

    private ShopSolution First(long number, Dice dice)
    {
        if (number == 0)
            return Rule();
        if (number == 1 && !shop.Flexible)
            return ByWindows();
        return Dispatch.Build(shop, dice, dice.Unit(), number % 3 == 0 ? 2 : dice.Unit(), control.Over);
    }

    /// <summary>The schedule of the rule alone; of the largest shops by simulation, which takes no time worth limiting.</summary>
    private ShopSolution Rule() =>
        shop.Operations < 20_000 ? Dispatch.Build(shop, new Dice(limits.Seed, 0), 0.5, 0) : Dispatch.Simulate(shop);

    /// <summary>The bound by propagation, and a schedule by the windows that are left at the bound.</summary>
    private ShopSolution ByWindows()
    {
        var finder = new EdgeFinder(shop, control.Over);
        var over = Effort(finder, 0.02);
        var state = new ShopState(shop);
        state.Load(Rule());
        var bound = control.Bound;
        var proved = DestructiveBound.ByPropagation(finder, bound, state.Makespan, over);
        Proved(proved);
        if (finder.NarrowedTo == proved || finder.Narrow(proved))
            return Dispatch.ByWindow(shop, finder.Start, finder.End);
        // The proof was cut short. What refuting left of the windows would not even respect the jobs: these do.
        return Dispatch.ByWindow(shop, shop.Head, [.. shop.Tail.Select(tail => proved - tail)]);
    }

    private void Prove(int known)
    {
        var finder = new EdgeFinder(shop, control.Over);
        DestructiveBound.ByShaving(finder, control.Bound, known, Effort(finder, 0.08), Proved);
    }

    /// <summary>Says when a proof has had its share of the limits.</summary>
    private Func<bool> Effort(EdgeFinder finder, double share)
    {
        // About this many steps of a proof take as long as an iteration of the search.
        const int StepsAnIteration = 2_000;
        var steps = limits.Iterations is { } iterationLimit ? (long)(iterationLimit * share * StepsAnIteration) : long.MaxValue;
        var until = limits.Time is { } time ? clock.Elapsed + time * share : TimeSpan.MaxValue;
        return () => control.Over() || finder.Steps > steps || clock.Elapsed > until;
    }

    private void Proved(int bound)
    {
        lock (wake)
        {
            if (bound <= control.Bound)
                return;
            control.Bound = bound;
            if (reported is not null)
                limits.Progress?.Invoke(new SearchProgress(clock.Elapsed, iterations, reported.Makespan, bound));
            if (best is not null && best.Makespan <= bound)
                Reached(bestNumber);
            foreach (var done in finished.Values)
                if (done.Solution.Makespan <= bound)
                    Reached(done.Number);
        }
    }

    private ShopSolution Child(Task task, Dice dice)
    {
        // With a choice of machines, longer runs keep more of what makes a parent's machines fit together.
        var run = shop.Flexible ? 1 + dice.Below(Math.Max(1, shop.Operations / 10)) : 1;
        return Recombination.Merge(shop, task.A!, task.B!, dice, 0.3 + 0.4 * dice.Unit(), run);
    }

    /// <summary>The next child to work on; null when the search is over.</summary>
    private Task? Next()
    {
        lock (wake)
        {
            while (true)
            {
                if (closed || control.Over() || nextNumber > endAt)
                {
                    closed = true;
                    Monitor.PulseAll(wake);
                    return null;
                }
                if (nextNumber - takenIn >= lag && !TakeNext())
                {
                    Monitor.Wait(wake, 50);
                    continue;
                }
                if (nextNumber - takenIn >= lag)
                    continue;
                var limit = childLimit;
                if (limits.Iterations is { } all)
                {
                    limit = Math.Min(limit, all - spent - underway.Values.Sum());
                    if (limit <= 0)
                    {
                        if (underway.Count == 0)
                        {
                            closed = true;
                            Monitor.PulseAll(wake);
                            return null;
                        }
                        if (!TakeNext())
                            Monitor.Wait(wake, 50);
                        continue;
                    }
                }
                var number = nextNumber++;
                underway[number] = limit;
                if (number - populationBegan < populationSize || population.Count < 2)
                    return new Task(number, null, null, limit, patience, best?.Makespan ?? int.MaxValue / 8);
                var dice = new Dice(~limits.Seed, number);
                var a = dice.Below(population.Count);
                var b = dice.Below(population.Count - 1);
                if (b >= a)
                    b++;
                return new Task(number, population[a].Solution, population[b].Solution, limit, patience, best!.Makespan);
            }
        }
    }

    private void Finish(Done done)
    {
        lock (wake)
        {
            finished.Add(done.Number, done);
            iterations += done.Iterations;
            if (done.Solution.Makespan <= control.Bound)
                Reached(done.Number);
            Report(done.Solution);
            Monitor.PulseAll(wake);
        }
    }

    /// <summary>Nothing better exists than what this child found. Without a limit of time the children with smaller numbers are still waited
    /// for, so that the schedule returned is always the same.</summary>
    private void Reached(long number)
    {
        endAt = Math.Min(endAt, number);
        if (limits.Time is not null)
            control.Stop();
    }

    private void Report(ShopSolution solution)
    {
        if (reported is not null && solution.Makespan >= reported.Makespan)
            return;
        reported = solution;
        limits.Progress?.Invoke(new SearchProgress(clock.Elapsed, iterations, solution.Makespan, control.Bound));
    }

    /// <summary>Takes the next finished child, in the order of their numbers, into the population; false when it is not finished yet.
    /// Under a limit of time nothing is repeatable anyway, and any finished child will do: none waits for one that takes long.</summary>
    private bool TakeNext()
    {
        var number = takenIn;
        if (limits.Time is not null && finished.Count > 0)
            number = finished.Keys.Min();
        if (!finished.Remove(number, out var done))
            return false;
        takenIn++;
        underway.Remove(done.Number);
        spent += done.Iterations;
        Consider(done);
        Settle(done);
        return true;
    }

    private void Consider(Done done)
    {
        if (done.Number <= endAt && (best is null || done.Solution.Makespan < best.Makespan))
            (best, bestNumber) = (done.Solution, done.Number);
    }

    private void Settle(Done done)
    {
        var member = new Member(done.Solution, Recombination.Ranks(shop, done.Solution));
        var near = -1;
        long nearest = long.MaxValue;
        for (var i = 0; i < population.Count; i++)
        {
            var distance = Recombination.Distance(shop, member.Solution, member.Ranks, population[i].Solution, population[i].Ranks);
            if (distance < nearest)
                (nearest, near) = (distance, i);
        }
        var same = nearest <= shop.Operations / 50;
        if (same)
        {
            fruitless++;
            if (population[near].Solution.Makespan > member.Solution.Makespan)
            {
                population[near] = member;
                fruitless = 0;
            }
        }
        else if (population.Count < populationSize)
            population.Add(member);
        else
        {
            var worst = 0;
            for (var i = 1; i < population.Count; i++)
                if (population[i].Solution.Makespan > population[worst].Solution.Makespan)
                    worst = i;
            fruitless++;
            if (member.Solution.Makespan < population[worst].Solution.Makespan)
            {
                population[worst] = member;
                fruitless = 0;
            }
        }
        if (fruitless > 2 * populationSize && best is not null)
        {
            // Converged: another population, which meets the best schedule again among its own.
            population.Clear();
            population.Add(new Member(best, Recombination.Ranks(shop, best)));
            patience = Math.Min(2 * patience, 50_000);
            fruitless = 0;
            populationBegan = nextNumber;
        }
    }
}
