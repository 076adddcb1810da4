namespace Tactus.Scheduling.Check;

/// <summary>Precedences with their lags and transfers, and material in the order of starts.</summary>
internal sealed class OrderRules(PlanView view, HoldRules holds, FaultList faults)
{
    private readonly bool[] partsFirst = new bool[view.Operations.Length];

    internal void Check()
    {
        for (var operation = 0; operation < partsFirst.Length; operation++)
        {
            if (view.WorkOf[operation] is not { Started: false } work || !view.Machines[work.Machine].SetupNeedsParts) continue;
            partsFirst[operation] = true;
            var release = view.Job(operation).Release;
            if (view.Given[operation]!.SetupStart < release)
                faults.Add("setup-before-parts", view.Name(operation), $"The setup of operation {view.Operations[operation].Id} begins {When(view.Given[operation]!.SetupStart)}, before its job is released {When(release)}; machine {view.Machines[work.Machine].Id} needs the parts for it.");
        }
        foreach (var (from, to, link) in view.Links())
        {
            if (view.Given[from] is { } before && view.Given[to] is { } after && view.IsPlanned(to)) Link(from, to, before, after, link);
        }
        Materials();
    }

    private void Link(int from, int to, Assignment before, Assignment after, Link link)
    {
        var point = link.Kind == LinkKind.StartToStart ? before.Start : before.End;
        var transferred = false;
        if (link is { Kind: LinkKind.EndToStart, Transfer: > 0 } && view.Operations[from].Quantity > 0 && view.WorkOf[to] is not null)
        {
            transferred = true;
            point = Transfers(from, to, before, after, link);
        }
        if (!transferred && after.Start < point + link.MinLag)
        {
            faults.Add("link-early", view.Name(to),
                $"Operation {after.Operation} on {after.Machine} starts at {When(after.Start)}; {(link.Kind == LinkKind.StartToStart ? "the start" : "the end")} of operation {before.Operation} at {When(point)} and the lag of {link.MinLag} allow it from {When(point + link.MinLag)}.");
        }
        if (link.MaxLag is { } most && after.Start > point + most)
        {
            faults.Add("link-late", view.Name(to),
                $"Operation {after.Operation} on {after.Machine} starts at {When(after.Start)}; after operation {before.Operation} ({When(point)}) it must start within {most}, until {When(point + most)}.");
        }
        if (partsFirst[to] && after.SetupStart < point + link.MinLag)
        {
            faults.Add("setup-before-parts", view.Name(to),
                $"The setup of operation {after.Operation} begins {When(after.SetupStart)}, but machine {after.Machine} needs the parts for it, which come from operation {before.Operation} at {When(point + link.MinLag)}.");
        }
    }

    /// <summary>Checks every transfer; returns the time of the first.</summary>
    private long Transfers(int from, int to, Assignment before, Assignment after, Link link)
    {
        var pieces = view.Operations[from].Quantity;
        var transfer = Math.Min(link.Transfer, pieces);
        var count = (pieces + transfer - 1) / transfer;
        var made = Made(from, before);
        var work = view.WorkOf[to]!;
        var taken = new Progress(holds.OpenFor(work, setup: false), work.Start, work.End);
        // A member of a batch runs as long as the batch.
        var time = work.Run;
        var first = 0L;
        var told = false;
        for (var k = 1L; k <= count; k++)
        {
            var there = made(Math.Min(k * transfer, pieces));
            if (k == 1) first = there;
            var begin = k == 1 ? after.Start : taken.Begin((long)((Int128)time * ((k - 1) * transfer) / pieces));
            if (there + link.MinLag <= begin || told) continue;
            told = true;
            faults.Add("link-early", view.Name(to),
                $"Operation {after.Operation} on {after.Machine} would go on with transfer {k} of operation {before.Operation} at {When(begin)}; with the lag of {link.MinLag} it is there at {When(there + link.MinLag)}.");
        }
        return first;
    }

    /// <summary>The time at which an operation has made so many of its pieces, asked in ascending order.</summary>
    private Func<long, long> Made(int operation, Assignment given)
    {
        var pieces = view.Operations[operation].Quantity;
        if (view.WorkOf[operation] is { Started: false } work)
        {
            var progress = new Progress(holds.OpenFor(work, setup: false), work.Start, work.End);
            return piece => progress.Done(Ceiling(work.Run, piece, pieces));
        }
        if (!view.MachineIndex.TryGetValue(given.Machine, out var machine)) return _ => given.End;
        var mode = view.ModeOn(operation, given.Machine);
        List<OpenTimes> open = view.OpenOf(machine).Always ? [] : [view.OpenOf(machine)];
        if (view.IsDone(operation))
        {
            var whole = mode is null ? given.End - given.Start : WorkTime.At(mode.Time, view.Machines[machine].Efficiency);
            var past = new Progress(open, given.Start, given.End);
            return piece => piece >= pieces ? given.End : past.Done(Ceiling(whole, piece, pieces));
        }
        // What runs: the part done before now at its earliest, the rest from now on.
        var remaining = view.Operations[operation].Floor!.Remaining;
        var run = Math.Max(remaining, mode is null ? remaining : WorkTime.At(mode.Time, view.Machines[machine].Efficiency));
        var now = view.Problem.Now;
        var (earlier, later) = (new Progress(open, given.Start, Math.Max(given.Start, now)), new Progress(open, now, Math.Max(now, given.End)));
        return piece =>
        {
            var amount = Ceiling(run, piece, pieces);
            return piece >= pieces ? given.End : amount <= run - remaining ? earlier.Done(amount) : later.Done(amount - (run - remaining));
        };
    }

    private static long Ceiling(long work, long piece, long pieces) => (long)((((Int128)work * piece) + pieces - 1) / pieces);

    private void Materials()
    {
        var materials = new Dictionary<string, Material>();
        foreach (var material in view.Problem.Materials) materials.TryAdd(material.Id, material);
        var uses = new Dictionary<string, List<(long Start, int Operation, decimal Quantity)>>();
        for (var operation = 0; operation < view.Operations.Length; operation++)
        {
            if (view.Operations[operation].Materials.Count == 0 || !view.IsPlanned(operation) || view.Given[operation] is not { } given) continue;
            foreach (var need in view.Operations[operation].Materials)
            {
                if (need.Quantity <= 0) continue;
                if (!uses.TryGetValue(need.Material, out var list)) uses[need.Material] = list = [];
                // A machine whose setup needs the parts takes the material when the setup begins.
                list.Add((partsFirst[operation] ? given.SetupStart : given.Start, operation, need.Quantity));
            }
        }
        foreach (var (id, list) in uses)
        {
            list.Sort((left, right) => left.Start != right.Start ? left.Start.CompareTo(right.Start) : left.Operation.CompareTo(right.Operation));
            var material = materials[id];
            var receipts = material.Receipts.OrderBy(receipt => receipt.At).ToArray();
            var (there, at, next, needed) = (material.OnHand, long.MinValue, 0, 0m);
            foreach (var (start, operation, quantity) in list)
            {
                needed += quantity;
                while (there < needed && next < receipts.Length)
                {
                    there += receipts[next].Quantity;
                    at = receipts[next++].At;
                }
                if (there < needed) at = long.MaxValue;
                if (start < at)
                {
                    faults.Add("material-late", view.Name(operation), at == long.MaxValue
                        ? (FormattableString)$"Operation {view.Operations[operation].Id} takes {quantity} of {id} at {When(start)}; until then {needed} is needed in all, and never more than {there} comes."
                        : $"Operation {view.Operations[operation].Id} takes {quantity} of {id} at {When(start)}; what it needs after the others before it is there at {When(at)}.");
                }
            }
        }
    }

    private string When(long time) => view.When(time);
}
