using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Equipment;

/// <summary>Sets the zone that the plant's days and shifts are in. It is kept with the data; shifts of the past are computed in it too.</summary>
/// <param name="TimeZone">IANA name, e.g. Asia/Seoul.</param>
[Refuses("time-zone-unknown")]
internal sealed record SetPlantZone(string TimeZone, string? Reason = null) : Command<MesDb, PlantZoneView>
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.Command<SetPlantZone>("/api/mes/plant-zones", MesEquipment.MasterData, "Set the time zone of the plant");
        app.Read("/api/mes/plant-zones", MesPermissions.Read, "The time zone of the plant", async (MesDb db, CancellationToken stop) =>
            new PlantZoneView((await Calendars.Zone(db, stop)).Id).OrUnknown("time-zone-unknown", "")).Produces<PlantZoneView>();
    }

    public override async Task<Outcome<PlantZoneView>> Handle(MesDb db, CommandContext by, CancellationToken stop)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
            return Refusal.Field("time-zone-unknown", "timeZone", $"'{TimeZone}' is no time zone. Use an IANA name such as Asia/Seoul.");
        by.Why = Reason;
        var setting = await db.PlantSettings.FirstOrDefaultAsync(each => each.Name == PlantSetting.TimeZone, stop);
        if (setting is null) db.PlantSettings.Add(new PlantSetting { Name = PlantSetting.TimeZone, Value = TimeZone });
        else setting.Value = TimeZone;
        db.Changed("mes.machines", "");
        return new PlantZoneView(TimeZone);
    }
}

/// <summary>The plant's zone, IANA name.</summary>
internal sealed record PlantZoneView(string TimeZone);
