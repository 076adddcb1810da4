using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Equipment;

/// <summary>Ideal seconds per part of one item on one machine (ISO 22400 planned run time per item, PRI).</summary>
internal sealed class CycleTime : IVersioned
{
    public required string MachineNo { get; init; }
    public required string ItemNo { get; init; }
    public decimal Seconds { get; set; }
    public long Version { get; set; }
}

/// <summary>Sets the ideal seconds per part of an item on a machine.</summary>
/// <param name="Seconds">Above 0, at most a day.</param>
[Refuses("machine-unknown", "cycle-invalid")]
internal sealed record SetCycleTime(string MachineNo, string ItemNo, decimal Seconds) : Command<MesDb, Done>
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.Command<SetCycleTime>("/api/mes/cycle-times", MesEquipment.MasterData, "Set the ideal seconds per part of an item on a machine");
        app.List<MesDb, CycleTimeRow>("/api/mes/cycle-times", MesPermissions.Read, "Ideal seconds per part by machine and item", nameof(CycleTimeRow.Key),
            (db, _) => db.CycleTimes.Select(each => new CycleTimeRow
            {
                Key = each.MachineNo + "/" + each.ItemNo,
                MachineNo = each.MachineNo,
                ItemNo = each.ItemNo,
                Seconds = each.Seconds,
            }));
    }

    public override async Task<Outcome<Done>> Handle(MesDb db, CommandContext by, CancellationToken stop)
    {
        if (Seconds is <= 0 or > 86_400) return Refusal.Field("cycle-invalid", "seconds", "An ideal cycle is above 0 and at most 86400 seconds.");
        if (ItemNo.Trim().Length is 0 or > 80) return Refusal.Field("cycle-invalid", "itemNo", "Name the item.");
        if (!await db.Equipment.AnyAsync(each => each.No == MachineNo && each.Level == EquipmentLevel.WorkUnit, stop))
            return Refusal.Unknown("machine-unknown", $"There is no machine {MachineNo}.");
        var cycle = await db.CycleTimes.FirstOrDefaultAsync(each => each.MachineNo == MachineNo && each.ItemNo == ItemNo, stop);
        if (cycle is null) db.CycleTimes.Add(new CycleTime { MachineNo = MachineNo, ItemNo = ItemNo, Seconds = Seconds });
        else cycle.Seconds = Seconds;
        db.Changed("mes.machines", MachineNo);
        return Done.It;
    }
}

/// <summary>A row of the cycle times.</summary>
internal sealed record CycleTimeRow
{
    public required string Key { get; init; }
    public required string MachineNo { get; init; }
    public required string ItemNo { get; init; }
    public decimal Seconds { get; init; }
}
