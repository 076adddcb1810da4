using Tactus.Contracts;
using Microsoft.EntityFrameworkCore;
using Tactus.Mes.Equipment;
using Tactus.Mes.Labor;
using Tactus.Platform;

namespace Tactus.Mes.Production;

/// <summary>One gate before a start, open or with the reason why not.</summary>
/// <param name="Gate">order, change, predecessor, quantity, skill, material, hold, maintenance or machine.</param>
/// <param name="Code">The refusal code a start would answer; null when the gate is open.</param>
/// <param name="Sentence">What is missing and what helps.</param>
internal sealed record GateResult(string Gate, bool Open, string? Code = null, string? Sentence = null);

/// <summary>
/// Everything that must be right before a job starts. Checked at the start and shown before it: the page asks the same code that refuses.
/// </summary>
internal static class StartGates
{
    internal static readonly string[] Names = ["order", "change", "predecessor", "quantity", "skill", "material", "hold", "maintenance", "machine"];

    /// <summary>Why this start can't be, by gate, in the order in which a person would clear them.</summary>
    /// <param name="quantity">To be started; zero for setting up, which may come before material and predecessors.</param>
    /// <param name="batch">Numbers of jobs that start together on the machine.</param>
    internal static async Task<List<(string Gate, Refusal Refusal)>> Closed(
        MesDb db, JobDesk desk, JobState phase, decimal quantity, string? machineNo, string? person, CommandContext? by, IReadOnlyCollection<string> batch, CancellationToken stop)
    {
        var job = desk.Job;
        var closed = new List<(string, Refusal)>();
        if (desk.Order.BlockedWhy is { } blocked) closed.Add(("change", new Refusal("engineering-change", blocked, Details: new { changeNo = desk.Order.BlockedBy })));
        else if (desk.Order.SplitInto is { } other && job.Predecessors.Count == 0 && phase == JobState.Running)
            closed.Add(("change", new Refusal("engineering-change", $"What was not begun of order {desk.Order.No} is made by a newer revision as order {other}; start it there.", Details: new { workOrderNo = other })));
        if (desk.Order.State == OrderState.Cancelled)
            closed.Add(("order", new Refusal("order-cancelled", $"Order {desk.Order.No} is cancelled; report what is in process, nothing more is started.")));
        else if (JobTransitions.After(job, phase == JobState.Setup ? JobStep.SetUp : JobStep.Run).Refusal is { } wrong) closed.Add(("order", wrong));
        if (await StartFence.Block(db, desk, stop) is { } fenced) closed.Add(("order", fenced));
        if (phase == JobState.Running)
        {
            if (Predecessor(desk) is { } early) closed.Add(("predecessor", early));
            else if (await TooMuch(db, desk, quantity, by, stop) is { } much) closed.Add(("quantity", much));
        }
        if (await Skill(db, job, person, by, stop) is { } unskilled) closed.Add(("skill", unskilled));
        foreach (var refusal in await Material.Gates.StartBlock(db, job, quantity, stop))
            closed.Add((refusal.Code == "lot-held" ? "hold" : "material", refusal));
        if (machineNo is null)
        {
            if (await Machines(db, job, stop) is { Count: > 0 } several)
                closed.Add(("machine", Refusal.Field("machine-missing", "machineNo", $"Name the machine: {string.Join(", ", several)}.")));
        }
        else
        {
            foreach (var refusal in await Equipment.Gates.StartBlock(db, machineNo, stop)) closed.Add(("maintenance", refusal));
            if (await Machine(db, job, machineNo, batch, stop) is { } busy) closed.Add(("machine", busy));
        }
        return closed;
    }

    /// <summary>All gates with their result, for the pages.</summary>
    internal static async Task<IReadOnlyList<GateResult>> Show(MesDb db, JobDesk desk, string? machineNo, string? person, decimal? quantity, CancellationToken stop)
    {
        machineNo = await MachineFor(db, desk.Job, machineNo, stop);
        var closed = await Closed(db, desk, JobState.Running, quantity ?? desk.Startable, machineNo, person, null, [], stop);
        return [.. Names.Select(name => closed.Find(each => each.Gate == name) is { Refusal: { } refusal }
            ? new GateResult(name, false, refusal.Code, string.Join(" ", closed.Where(each => each.Gate == name).Select(each => each.Refusal.Sentence)))
            : new GateResult(name, true))];
    }

    /// <summary>The machine that was named, the one the job runs on, or the only one there is.</summary>
    internal static async Task<string?> MachineFor(MesDb db, JobOrder job, string? machineNo, CancellationToken stop) =>
        machineNo ?? job.MachineNo ?? (await Machines(db, job, stop) is [var only] ? only : null);

    private static Task<List<string>> Machines(MesDb db, JobOrder job, CancellationToken stop) =>
        db.Equipment.Where(node => node.ParentNo == job.WorkCentreNo && node.Level == EquipmentLevel.WorkUnit && node.Active)
            .OrderBy(node => node.No).Select(node => node.No).ToListAsync(stop);

    private static Refusal? Predecessor(JobDesk desk)
    {
        foreach (var before in desk.Before.Where(before => before.State != JobState.Completed))
        {
            if (before.OverlapQuantity is { } enough && before.Good >= enough) continue;
            return new Refusal("predecessor-open", before.OverlapQuantity is { } overlap
                ? $"Operation {before.OperationNo} has {before.Good:0.######} of the {overlap:0.######} {Units.Symbol(before.Unit)} good that this operation may overlap with. Wait for {overlap - before.Good:0.######} more."
                : $"Operation {before.OperationNo} ({before.Description}) is {Words.Of(before.State)}: complete it first.");
        }
        return null;
    }

    private static async Task<Refusal?> TooMuch(MesDb db, JobDesk desk, decimal quantity, CommandContext? by, CancellationToken stop)
    {
        var job = desk.Job;
        if (job.Predecessors.Count > 0)
        {
            if (quantity > 0 && quantity <= desk.Startable) return null;
            var short_ = desk.Before.MinBy(before => before.Good)!;
            return desk.Startable == 0
                ? new Refusal("nothing-to-start", $"Operation {short_.OperationNo} has delivered {short_.Good:0.######} {Units.Symbol(job.Unit)}, all of it is started here.")
                : new Refusal("predecessor-short", $"Operation {short_.OperationNo} has delivered {short_.Good:0.######} {Units.Symbol(job.Unit)} and {job.Started:0.######} are started here; {desk.Startable:0.######} more can be.");
        }
        if (quantity <= 0)
            return new Refusal("nothing-to-start", $"All {job.ToStart:0.######} {Units.Symbol(job.Unit)} that the order asks for are started. Give a quantity to start more.");
        if (by?.Actor.May(MesProduction.Overproduce) == true) return null;
        var percent = (await ProductionRules.Of(db, stop)).OverproductionPercent;
        var most = OrderPlan.RoundUp(job.ToStart * (1 + (percent / 100)), job.Unit);
        return job.Started + quantity <= most
            ? null
            : new Refusal("start-exceeds-plan",
                $"{job.ToStart:0.######} {Units.Symbol(job.Unit)} are planned to be started and {job.Started:0.######} are; with the tolerance of {percent:0.##} % another {Math.Max(0, most - job.Started):0.######} can be. More needs the right {MesProduction.Overproduce}.");
    }

    private static async Task<Refusal?> Skill(MesDb db, JobOrder job, string? person, CommandContext? by, CancellationToken stop)
    {
        if (job.Skills.Count == 0 || (person is null && by?.Actor.Kind == "system")) return null;
        var now = by?.NowUtc ?? db.By?.NowUtc;
        var granted = await db.PersonSkills.Where(skill => job.Skills.Contains(skill.SkillCode) && skill.Active).ToListAsync(stop);
        var valid = granted.FindAll(skill => skill.ValidUntilUtc is null || now is null || skill.ValidUntilUtc >= now);
        foreach (var code in job.Skills.Where(code => !valid.Exists(skill => skill.SkillCode == code && (person is null || skill.PersonNo == person))))
        {
            var holders = valid.Where(skill => skill.SkillCode == code).Select(skill => skill.PersonNo).Order(StringComparer.Ordinal).Take(5).ToList();
            var help = holders.Count == 0 ? "Nobody has it now." : $"It is held by {string.Join(", ", holders)}.";
            var ended = granted.Find(skill => skill.SkillCode == code && skill.PersonNo == person);
            return new Refusal("skill-missing", person is null
                ? $"Job {job.No} needs the skill {code}. {help}"
                : ended?.ValidUntilUtc is { } until
                    ? $"The skill {code} of {person} ended on {until:yyyy-MM-dd}. {help}"
                    : $"Job {job.No} needs the skill {code}, which {person} does not have. {help}");
        }
        // A key has no skills of its own.
        return person is null && by is not null
            ? new Refusal("skill-missing", $"Job {job.No} needs {string.Join(", ", job.Skills)}: name the person who starts it.")
            : null;
    }

    private static async Task<Refusal?> Machine(MesDb db, JobOrder job, string machineNo, IReadOnlyCollection<string> batch, CancellationToken stop)
    {
        var machine = await db.Equipment.AsNoTracking().FirstOrDefaultAsync(node => node.No == machineNo, stop);
        if (machine is null) return null;
        if (machine.ParentNo != job.WorkCentreNo)
            return new Refusal("machine-elsewhere", $"{machineNo} belongs to {machine.ParentNo}; job {job.No} runs at {job.WorkCentreNo}.");
        var busy = await db.Jobs.AsNoTracking().Where(each => each.MachineNo == machineNo && each.OrderNo != job.OrderNo
            && (each.State == JobState.Running || each.State == JobState.Setup)).ToListAsync(stop);
        return busy.Find(each => !batch.Contains(each.No) && (job.BatchId is null || each.BatchId != job.BatchId)) is { } other
            ? new Refusal("machine-busy", $"{machineNo} is occupied by job {other.No} ({Words.Of(other.State)}). Pause or complete it, choose another machine, or start both as a batch.")
            : null;
    }
}
