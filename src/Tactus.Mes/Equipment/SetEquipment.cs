using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Mes.Production;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Equipment;

/// <summary>Creates a node of the equipment hierarchy or changes it (name, place, use, machine settings). Its level never changes.</summary>
/// <param name="No">Unique in the plant, at most 40 letters, digits, '-', '_' and '.'.</param>
/// <param name="ParentNo">A node of a higher level; a machine's is its work centre.</param>
/// <param name="Machine">Settings of a machine; left out: those it has stay, or the usual ones.</param>
[Refuses("equipment-number", "level-fixed", "parent-missing", "parent-level", "parent-inactive", "equipment-unknown", "machine-settings", "equipment-in-use")]
internal sealed record SetEquipment(
    string No, string Name, EquipmentLevel Level, string? ParentNo = null, bool Active = true, MachineSettings? Machine = null) : Command<MesDb, EquipmentView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<SetEquipment>("/api/mes/equipment", MesEquipment.MasterData, "Create or change a site, area, work centre or machine");

    public override async Task<Outcome<EquipmentView>> Handle(MesDb db, CommandContext by, CancellationToken stop)
    {
        if (No.Length is 0 or > 40 || !No.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.'))
            return Refusal.Field("equipment-number", "no", "A number has 1 to 40 letters, digits, '-', '_' or '.'.");
        if (Name.Trim().Length is 0 or > 120) return Refusal.Field("equipment-name", "name", "A name has 1 to 120 letters.");
        if (Machine is not null && Level != EquipmentLevel.WorkUnit)
            return Refusal.Field("machine-settings", "machine", $"Only a machine has machine settings; {No} is {EquipmentNode.Word(Level)}.");
        if (Machine?.Fault() is { } unfit) return unfit;

        var parent = ParentNo is null ? null : await db.Equipment.AsNoTracking().FirstOrDefaultAsync(each => each.No == ParentNo, stop);
        var node = await db.Equipment.FirstOrDefaultAsync(each => each.No == No, stop);
        // An inactive node may keep the inactive parent it has.
        if ((node is null || node.ParentNo != ParentNo || Active) && EquipmentNode.ParentFault(Level, ParentNo, parent) is { } misplaced) return misplaced;
        if (node is null)
        {
            node = new EquipmentNode { No = No, Name = Name.Trim(), Level = Level, ParentNo = ParentNo, Active = Active };
            db.Equipment.Add(node);
        }
        else
        {
            if (await db.Clash(node, No, by, stop) is { } clash) return clash;
            if (node.Level != Level)
                return Refusal.Field("level-fixed", "level", $"{No} is {EquipmentNode.Word(node.Level)} and stays one; give the new one another number.");
            if (node.Active && !Active && await InUse(db, node, stop) is { } used) return used;
            (node.Name, node.ParentNo, node.Active) = (Name.Trim(), ParentNo, Active);
        }
        Machine?.Apply(node);
        db.Changed("mes.machines", No);
        return EquipmentView.Of(node);
    }

    private static async Task<Refusal?> InUse(MesDb db, EquipmentNode node, CancellationToken stop)
    {
        if (await db.Equipment.Where(each => each.ParentNo == node.No && each.Active).Select(each => each.No).FirstOrDefaultAsync(stop) is { } child)
            return new Refusal("equipment-in-use", $"{child} still belongs to {node.No}; move it or take it out of use first.");
        var job = await db.Jobs.Where(each => (each.MachineNo == node.No || each.WorkCentreNo == node.No)
                && each.State != JobState.Completed && each.State != JobState.Cancelled)
            .Select(each => each.No).FirstOrDefaultAsync(stop);
        return job is null ? null : new Refusal("equipment-in-use", $"Job {job} is still planned or running on {node.No}; finish or move it first.");
    }
}

/// <summary>What the plant knows about a machine.</summary>
/// <param name="CycleSeconds">Ideal seconds per part where neither the item nor the routing says it.</param>
/// <param name="MicroStopSeconds">A stop shorter than this is a micro-stop and asks for no reason.</param>
/// <param name="PartsPerCount">Parts made per count of its counter, e.g. a mould's cavities.</param>
/// <param name="SilenceSeconds">After this many seconds without a signal nobody knows what it does.</param>
/// <param name="AgentName">The only agent whose signals count; null: any with the right.</param>
/// <param name="CounterModulus">How many values its counter has before it begins at zero again, e.g. 65536; null when it never wraps.</param>
internal sealed record MachineSettings(
    decimal? CycleSeconds = null, int MicroStopSeconds = EquipmentNode.DefaultMicroStop, decimal PartsPerCount = 1,
    int SilenceSeconds = EquipmentNode.DefaultSilence, string? AgentName = null, decimal? CounterModulus = null)
{
    internal Refusal? Fault() =>
        CycleSeconds is <= 0 or > 86_400 ? Wrong("machine.cycleSeconds", "An ideal cycle is above 0 and at most 86400 seconds.")
        : MicroStopSeconds is < 0 or > 3_600 ? Wrong("machine.microStopSeconds", "The micro-stop limit is from 0 to 3600 seconds.")
        : PartsPerCount is <= 0 or > 10_000 ? Wrong("machine.partsPerCount", "A count makes above 0 and at most 10000 parts.")
        : SilenceSeconds is < 5 or > 86_400 ? Wrong("machine.silenceSeconds", "The silence after which a machine is unknown is from 5 to 86400 seconds.")
        : AgentName is { Length: 0 or > 80 } ? Wrong("machine.agentName", "An agent's name has 1 to 80 letters.")
        : CounterModulus is < 2 or > 1_000_000_000_000m ? Wrong("machine.counterModulus", "A counter that wraps has from 2 values on.")
        : null;

    internal void Apply(EquipmentNode node) =>
        (node.CycleSeconds, node.MicroStopSeconds, node.PartsPerCount, node.SilenceSeconds, node.AgentName, node.CounterModulus) =
            (CycleSeconds, MicroStopSeconds, PartsPerCount, SilenceSeconds, AgentName, CounterModulus);

    private static Refusal Wrong(string field, string sentence) => Refusal.Field("machine-settings", field, sentence);
}

/// <summary>A node of the hierarchy.</summary>
internal sealed record EquipmentView(
    string No, string Name, EquipmentLevel Level, string? ParentNo, bool Active, MachineSettings? Machine, long Version) : IVersionedView
{
    internal static EquipmentView Of(EquipmentNode node) => new(node.No, node.Name, node.Level, node.ParentNo, node.Active,
        node.Level == EquipmentLevel.WorkUnit
            ? new MachineSettings(node.CycleSeconds, node.MicroStopSeconds, node.PartsPerCount, node.SilenceSeconds, node.AgentName, node.CounterModulus)
            : null,
        Math.Max(1, node.Version));
}
