namespace Tactus.Scheduling.Engine;

/// <summary>Applies what happened to a problem. Each change answers what it cannot be applied to with the name of what is unknown.</summary>
internal static class Changes
{
    internal static Problem Apply(Problem problem, IReadOnlyList<Change> changes)
    {
        foreach (var change in changes) problem = Apply(problem, change);
        return problem;
    }

    private static Problem Apply(Problem problem, Change change) => change switch
    {
        MachineDown down => problem with
        {
            Machines = Replace(problem.Machines, machine => machine.Id == down.Machine, "machine", down.Machine,
                machine => machine with { Down = [.. machine.Down, Spanned(down.From, down.Until, $"machine {down.Machine}")] }),
        },
        ToolDown down => problem with
        {
            Pools = Replace(problem.Pools, pool => pool.Id == down.Pool, "pool", down.Pool, pool => Without(pool, down)),
        },
        PersonAbsent absent => problem with
        {
            People = Replace(problem.People, person => person.Id == absent.Person, "person", absent.Person,
                person => person with { Absent = [.. person.Absent, Spanned(absent.From, absent.Until, $"person {absent.Person}")] }),
        },
        OrderAdded added => Added(problem, added),
        OrderCancelled cancelled => Cancelled(problem, cancelled.Job),
        OrderChanged changed => problem with
        {
            Jobs = Replace(problem.Jobs, job => job.Id == changed.Job, "job", changed.Job, job => Changed(job, changed)),
        },
        MaterialLate late => problem with
        {
            Materials = Replace(problem.Materials, material => material.Id == late.Material, "material", late.Material, material => Late(material, late)),
        },
        MaterialLost lost => problem with
        {
            Materials = Replace(problem.Materials, material => material.Id == lost.Material, "material", lost.Material,
                material => material with { OnHand = Math.Max(0, material.OnHand - lost.Quantity) }),
        },
        OperationTakes takes => Takes(problem, takes),
        _ => throw new ArgumentException($"A change of kind {change.GetType().Name} is not known.", nameof(change)),
    };

    private static InfeasibleException Unknown(string kind, string id) =>
        new([new ProblemFault("change-unknown", $"{kind} {id}", $"The change is about {kind} {id}, which the problem does not have.")]);

    private static Span Spanned(long from, long until, string what) => until > from ? new Span(from, until)
        : throw new InfeasibleException([new ProblemFault("change-span", what, $"The change to {what} ends at {until}, before it begins at {from}.")]);

    private static List<T> Replace<T>(IReadOnlyList<T> items, Func<T, bool> which, string kind, string id, Func<T, T> change)
    {
        var found = false;
        List<T> result = new(items.Count);
        foreach (var item in items)
        {
            var hit = which(item);
            found |= hit;
            result.Add(hit ? change(item) : item);
        }
        return found ? result : throw Unknown(kind, id);
    }

    /// <summary>The last units of the pool are away: one unit a group of its own.</summary>
    private static Pool Without(Pool pool, ToolDown down)
    {
        var span = Spanned(down.From, down.Until, $"pool {down.Pool}");
        var left = down.Units;
        List<PoolGroup> groups = [];
        foreach (var group in pool.Groups.Reverse())
        {
            var hit = Math.Min(left, group.Units);
            left -= hit;
            if (hit > 0) groups.Insert(0, group with { Units = hit, Down = [.. group.Down ?? [], span] });
            if (group.Units > hit) groups.Insert(0, group with { Units = group.Units - hit });
        }
        return pool with { Groups = groups };
    }

    private static Problem Added(Problem problem, OrderAdded added)
    {
        if (problem.Jobs.Any(job => job.Id == added.Job.Id))
            throw new InfeasibleException([new ProblemFault("change-duplicate", $"job {added.Job.Id}", $"Job {added.Job.Id} is to be added, but the problem has it already.")]);
        return problem with { Jobs = [.. problem.Jobs, added.Job], Links = [.. problem.Links, .. added.Links ?? []] };
    }

    private static Problem Cancelled(Problem problem, string id)
    {
        var job = problem.Jobs.FirstOrDefault(job => job.Id == id) ?? throw Unknown("job", id);
        var kept = job.Operations.Where(operation => operation.Floor is { State: not FloorState.Pinned }).ToArray();
        var gone = job.Operations.Except(kept).Select(operation => operation.Id).ToHashSet(StringComparer.Ordinal);
        bool Stays(Link link) => !gone.Contains(link.From) && !gone.Contains(link.To);
        var rest = job with
        {
            Due = null, Operations = kept,
            Links = [.. (job.Links ?? job.Operations.Zip(job.Operations.Skip(1), (from, to) => new Link(from.Id, to.Id))).Where(Stays)],
        };
        return problem with
        {
            Jobs = [.. problem.Jobs.Where(other => other.Id != id || kept.Length > 0).Select(other => other.Id == id ? rest : other)],
            Links = [.. problem.Links.Where(Stays)],
            InForce = problem.InForce?.Where(assignment => !gone.Contains(assignment.Operation)).ToList(),
        };
    }

    private static Job Changed(Job job, OrderChanged changed)
    {
        job = job with
        {
            Due = changed.Due ?? job.Due, TardinessCost = changed.TardinessCost ?? job.TardinessCost, Priority = changed.Priority ?? job.Priority,
        };
        if (changed.QuantityFactor is not { } factor) return job;
        if (factor is <= 0 or > 1e6 || double.IsNaN(factor))
            throw new InfeasibleException([new ProblemFault("change-quantity", $"job {job.Id}", $"The quantity of job {job.Id} cannot be multiplied by {factor}.")]);
        return job with
        {
            Operations = [.. job.Operations.Select(operation => operation.Floor is { State: not FloorState.Pinned } ? operation : operation with
            {
                Quantity = (long)Math.Ceiling(operation.Quantity * factor),
                Modes = [.. operation.Modes.Select(mode => mode with { Time = (long)Math.Ceiling(mode.Time * factor) })],
                Materials = [.. operation.Materials.Select(need => need with { Quantity = need.Quantity * (decimal)factor })],
            })],
        };
    }

    private static Material Late(Material material, MaterialLate late)
    {
        if (material.Receipts.All(receipt => receipt.At != late.From))
            throw Unknown($"receipt of material {material.Id} at", $"{late.From}");
        return material with { Receipts = [.. material.Receipts.Select(receipt => receipt.At == late.From ? receipt with { At = late.Until } : receipt)] };
    }

    private static Problem Takes(Problem problem, OperationTakes takes)
    {
        var found = false;
        var jobs = problem.Jobs.Select(job =>
        {
            if (job.Operations.All(operation => operation.Id != takes.Operation)) return job;
            found = true;
            return job with
            {
                Operations = [.. job.Operations.Select(operation => operation.Id != takes.Operation ? operation
                    : operation.Floor is { State: FloorState.Started } floor ? operation with { Floor = floor with { Remaining = takes.Time } }
                    : operation with { Modes = [.. operation.Modes.Select(mode => mode with { Time = takes.Time })] })],
            };
        }).ToList();
        return found ? problem with { Jobs = jobs } : throw Unknown("operation", takes.Operation);
    }
}
