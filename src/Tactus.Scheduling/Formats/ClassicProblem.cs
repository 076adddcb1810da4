using System.Globalization;
using Tactus.Scheduling.Classic;

namespace Tactus.Scheduling.Formats;

/// <summary>The literature's problems as problems of a plant, so that their schedules can be checked, explained and drawn like any other.
/// Jobs and machines are called by their numbers from 0, operations <c>job.operation</c>.</summary>
public static class ClassicProblem
{
    /// <summary>A job shop, flexible or not, or a single machine.</summary>
    public static Problem Of(ShopInstance shop, ShopObjective objective)
    {
        ArgumentNullException.ThrowIfNull(shop);
        var names = Names(shop.Machines);
        return new()
        {
            Name = shop.Name, Machines = [.. names.Select(name => new Machine { Id = name })], Objective = ObjectiveOf(objective),
            Jobs =
            [
                .. shop.Jobs.Select((job, j) => new Job
                {
                    Id = Name(j), Release = job.Release, Due = job.Due, TardinessCost = job.Weight,
                    Operations = [.. job.Operations.Select((operation, k) => new Operation { Id = Name(j, k), Modes = ModesOf(operation, names) })],
                }),
            ],
        };
    }

    /// <summary>A flow shop with sequence-dependent setups: each job is a value of the attribute that its machines are set to. That the
    /// order of the jobs is the same on all machines has no place in the model; <see cref="OrderFault"/> says whether it is.</summary>
    public static Problem Of(FlowShopInstance flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        var (jobs, machines) = (Names(flow.Jobs), Names(flow.Machines));
        return new()
        {
            Name = flow.Name, Objective = ObjectiveOf(ShopObjective.Makespan),
            Setups =
            [
                .. machines.Select((name, machine) => new SetupTable
                {
                    Id = name, Attribute = "job", Values = jobs,
                    Times = [.. Enumerable.Range(0, flow.Jobs).Select(before => Enumerable.Range(0, flow.Jobs).Select(job => (long)flow.Setups[machine, before, job]).ToArray())],
                }),
            ],
            Machines = [.. machines.Select(name => new Machine { Id = name, Setups = [name] })],
            Jobs =
            [
                .. jobs.Select((name, job) => new Job
                {
                    Id = name,
                    Operations =
                    [
                        .. machines.Select((on, machine) => new Operation
                        {
                            Id = Name(job, machine), Modes = [new(on, flow.Times[job, machine])], Attributes = new Dictionary<string, string> { ["job"] = name },
                        }),
                    ],
                }),
            ],
        };
    }

    /// <summary>A flow shop's schedule with each setup just before its run.</summary>
    /// <param name="flow">The instance.</param>
    /// <param name="assignments">Of its problem, without setups.</param>
    public static IReadOnlyList<Assignment> WithSetups(FlowShopInstance flow, IReadOnlyList<Assignment> assignments)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(assignments);
        var result = new List<Assignment>(assignments.Count);
        foreach (var machine in assignments.GroupBy(given => given.Machine))
        {
            int? before = null;
            foreach (var given in machine.OrderBy(given => given.Start).ThenBy(given => given.End))
            {
                var job = JobOf(given);
                var setup = before is { } last ? flow.Setups[int.Parse(given.Machine, CultureInfo.InvariantCulture), last, job] : 0;
                result.Add(given with { SetupStart = given.Start - setup });
                before = job;
            }
        }
        return result;
    }

    /// <summary>The fault that the machines of a permutation flow shop do not have the same order; null: they do.</summary>
    public static ProblemFault? OrderFault(IReadOnlyList<Assignment> assignments)
    {
        ArgumentNullException.ThrowIfNull(assignments);
        int[]? first = null;
        foreach (var machine in assignments.GroupBy(given => given.Machine).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            int[] order = [.. machine.OrderBy(given => given.Start).ThenBy(given => given.End).Select(JobOf)];
            if (first is not null && !order.SequenceEqual(first)) return new("order", $"machine {machine.Key}", $"Machine {machine.Key} does the jobs in another order than the others; in a permutation flow shop all have the same.");
            first ??= order;
        }
        return null;
    }

    private static int JobOf(Assignment given) => int.Parse(given.Operation.AsSpan(0, given.Operation.IndexOf('.')), CultureInfo.InvariantCulture);

    private static Objective ObjectiveOf(ShopObjective objective) =>
        new() { Terms = [new(objective == ShopObjective.Makespan ? Measure.Makespan : Measure.WeightedTardiness)] };

    /// <summary>A machine that an operation names twice does it in the shorter time.</summary>
    private static Mode[] ModesOf(ShopOperation operation, string[] names) => operation.Modes.Count == 1
        ? [new(names[operation.Modes[0].Machine], operation.Modes[0].Duration)]
        : [.. operation.Modes.GroupBy(mode => mode.Machine).Select(group => new Mode(names[group.Key], group.Min(mode => mode.Duration)))];

    private static string[] Names(int count) => [.. Enumerable.Range(0, count).Select(number => Name(number))];

    private static string Name(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Name(int job, int operation) => string.Create(CultureInfo.InvariantCulture, $"{job}.{operation}");
}
