using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform.Http;

namespace Tactus.Platform.Identity;

/// <summary>Sets the plant's name, the time zone in which pages show times, and the language of those who chose none.</summary>
/// <param name="TimeZone">IANA name, e.g. Asia/Seoul.</param>
[Refuses("name-invalid", "time-zone-unknown", "language-unknown", "changed-meanwhile")]
internal sealed record SetPlant(string Name, string TimeZone, string Language) : Command<PlatformDb, PlantView>
{
    internal static void Map(IEndpointRouteBuilder app) => app.Command<SetPlant>("/api/platform/plant", Permissions.People, "Set the plant's name, time zone and language");

    public override async Task<Outcome<PlantView>> Handle(PlatformDb db, CommandContext by, CancellationToken stop)
    {
        if (PersonFields.Name(Name) is { } unfit) return unfit;
        if (PersonFields.Language(Language) is { } language) return language;
        if (TimeZone.Length > 60 || !TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) || !zone.HasIanaId)
            return Refusal.Field("time-zone-unknown", "timeZone", "Give an IANA time zone, for example Europe/Berlin or Asia/Seoul.");
        var plant = await db.Installations.FirstAsync(stop);
        if (await db.Clash(plant, "1", by, stop) is { } clash) return clash;
        (plant.PlantName, plant.TimeZone, plant.Language) = (Name.Trim(), TimeZone, Language);
        db.Changed("platform.plant");
        return new PlantView(plant.PlantName, plant.TimeZone, plant.Language, plant.Version);
    }
}
