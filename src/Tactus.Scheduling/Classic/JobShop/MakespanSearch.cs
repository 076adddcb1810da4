using System.Diagnostics;

namespace Tactus.Scheduling.Classic.JobShop;

/// <summary>The makespan search: tabu search inside a population whose members are recombined (TS/PR: Peng, Lü &amp; Cheng 2015, Computers &amp;
/// Operations Research 53).</summary>
/// <remarks>Children are numbered. Child i is made from the population as it is after child i - lag was taken in, never more, never less, and
/// has a random stream of its own; so threads work without waiting for each other and what comes out does not depend on how many they are.</remarks>
internal sealed class MakespanSearch
{
    private sealed record Task(long Number, ShopSolution? A, ShopSolution? B, long Limit);

    private sealed record Done(long Number, ShopSolution Solution, long Iterations);

    private sealed record Member(ShopSolution Solution, int[] Ranks);

    private readonly CompiledShop shop;
    private readonly SearchLimits limits;
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly SearchControl control;
    private readonly object wake = new();
    private readonly Dictionary<long, Done> finished = [];
    private readonly Dictionary<long, long> underway = [];
    private readonly List<Member> population = [];
    private readonly int populationSize, lag;
    private readonly long patience, childLimit;

    private long nextNumber, takenIn, spent, iterations;
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
        patience = 12_500;
        childLimit = 400_000;
        lag = limits.Time is null ? 8 : Math.Max(4, 2 * limits.ThreadCount);
    }

    public ShopResult Run()
    {
        control.Bound = WorkloadBound.Of(shop);
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
        var result = best ?? Dispatch.Build(shop, new Dice(limits.Seed, 0), 0.5, 0);
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
                var start = task.A is null || task.B is null ? First(task.Number, dice) : Child(task, dice);
                var solution = search.Run(start, dice, task.Limit, patience);
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
            return Dispatch.Build(shop, dice, 0.5, 0);
        if (number == 1 && !shop.Flexible)
            return Dispatch.ByWindow(shop);
        return Dispatch.Build(shop, dice, dice.Unit(), number % 3 == 0 ? 2 : dice.Unit());
    }

    private ShopSolution Child(Task task, Dice dice) =>
        Recombination.Merge(shop, task.A!, task.B!, dice, 0.3 + 0.4 * dice.Unit(), 1 + dice.Below(Math.Max(1, shop.Operations / 10)));

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
                    return new Task(number, null, null, limit);
                var dice = new Dice(~limits.Seed, number);
                var a = dice.Below(population.Count);
                var b = dice.Below(population.Count - 1);
                if (b >= a)
                    b++;
                return new Task(number, population[a].Solution, population[b].Solution, limit);
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
            {
                // Nothing better exists. Without a limit of time the children with smaller numbers are still waited for, so that the
                // schedule returned is always the same.
                endAt = Math.Min(endAt, done.Number);
                if (limits.Time is not null)
                    control.Stop();
            }
            Report(done.Solution);
            Monitor.PulseAll(wake);
        }
    }

    private void Report(ShopSolution solution)
    {
        if (reported is not null && solution.Makespan >= reported.Makespan)
            return;
        reported = solution;
        limits.Progress?.Invoke(new SearchProgress(clock.Elapsed, iterations, solution.Makespan, control.Bound));
    }

    /// <summary>Takes the next finished child, in the order of their numbers, into the population; false when it is not finished yet.</summary>
    private bool TakeNext()
    {
        if (!finished.Remove(takenIn, out var done))
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
            best = done.Solution;
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
        if (fruitless > 2 * populationSize)
        {
            population.Clear();
            fruitless = 0;
            populationBegan = nextNumber;
        }
    }
}
