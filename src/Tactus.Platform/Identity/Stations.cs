using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform.Http;

namespace Tactus.Platform.Identity;

/// <summary>Creates a station or changes it. A station that is not active lets nobody sign in.</summary>
/// <param name="WorkCentreNo">Whose dispatch list it shows first.</param>
[Refuses("number-invalid", "name-invalid", "changed-meanwhile")]
internal sealed record SetStation(string No, string Name, string? WorkCentreNo = null, bool Active = true) : Command<PlatformDb, StationView>
{
    internal static void Map(IEndpointRouteBuilder app) => app.Command<SetStation>("/api/platform/stations", Permissions.People, "Create or change a station");

    public override async Task<Outcome<StationView>> Handle(PlatformDb db, CommandContext by, CancellationToken stop)
    {
        if (PersonFields.Number(No, "no") is { } number) return number;
        if (PersonFields.Name(Name) is { } name) return name;
        if (WorkCentreNo is not null && PersonFields.Number(WorkCentreNo, "workCentreNo") is { } centre) return centre;
        if (await db.Stations.FirstOrDefaultAsync(each => each.No == No, stop) is not { } station) db.Stations.Add(station = new Station { No = No, Name = Name.Trim() });
        else if (await db.Clash(station, No, by, stop) is { } clash) return clash;
        (station.Name, station.WorkCentreNo, station.Active) = (Name.Trim(), WorkCentreNo, Active);
        db.Changed(SignInDesk.Topic, No);
        return new StationView(station.No, station.Name, station.WorkCentreNo, station.Active, Math.Max(1, station.Version));
    }
}

/// <summary>A station.</summary>
internal sealed record StationView(string No, string Name, string? WorkCentreNo, bool Active, long Version) : IVersionedView;

/// <summary>Makes a one-time token that turns a browser into a station. It holds for a day and is shown once.</summary>
/// <param name="ReplacesOthers">Browsers that are this station now are it no longer, e.g. after a terminal was stolen.</param>
[Refuses("station-unknown")]
internal sealed record MakeStationToken(string StationNo, bool ReplacesOthers = false, string? Reason = null) : Command<PlatformDb, StationTokenView>, IIssuesSecret<StationTokenView>
{
    private readonly string token = Secrets.NewToken();
    private bool carriedOut;

    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<MakeStationToken>("/api/platform/station-enrolment-tokens", Permissions.People, "Make the one-time token for a station's browser");

    public override async Task<Outcome<StationTokenView>> Handle(PlatformDb db, CommandContext by, CancellationToken stop)
    {
        if (!await db.Stations.AnyAsync(each => each.No == StationNo && each.Active, stop)) return Refusal.Unknown("station-unknown", $"There is no active station {StationNo}.");
        if (ReplacesOthers)
        {
            foreach (var device in await db.StationDevices.Where(each => each.StationNo == StationNo && each.RevokedUtc == null).ToListAsync(stop)) device.RevokedUtc = by.NowUtc;
            db.Sessions.RemoveRange(await db.Sessions.Where(each => each.StationNo == StationNo).ToListAsync(stop));
        }
        var until = by.NowUtc.AddDays(1);
        db.StationDevices.Add(new StationDevice { Id = Guid.CreateVersion7(), StationNo = StationNo, TokenHash = Secrets.Hash(token), EnrolUntilUtc = until });
        by.Why = PersonFields.Why(Reason);
        db.Changed(SignInDesk.Topic, StationNo);
        carriedOut = true;
        return new StationTokenView(StationNo, until, null, StationTokenView.Once);
    }

    public StationTokenView Reveal(StationTokenView answer) => carriedOut ? answer with { Token = token } : answer;
}

/// <summary>A one-time token; null when this is the answer to a retry.</summary>
internal sealed record StationTokenView(string StationNo, DateTime EnrolUntilUtc, string? Token, string Note)
{
    internal const string Once = "The token is shown once. Make another if it was not noted.";
}

/// <summary>A browser redeems its one-time token.</summary>
internal sealed class StationEnrolment(CommandRunner<PlatformDb> runner, TimeProvider clock)
{
    internal async Task<Outcome<string>> Enrol(string oneTime, CancellationToken stop)
    {
        var (hash, device) = (Secrets.Hash(oneTime), Secrets.NewToken());
        var by = new CommandContext(Actor.System, clock.GetUtcNow().UtcDateTime) { Why = "One-time token" };
        return await runner.RunWork("EnrolStation", by, async db =>
        {
            var found = await db.StationDevices.FirstOrDefaultAsync(
                each => each.TokenHash == hash && each.EnrolledUtc == null && each.RevokedUtc == null && each.EnrolUntilUtc > by.NowUtc, stop);
            if (found is null) return false;
            found.EnrolledUtc = by.NowUtc;
            // The token that was carried around ends here; the device gets one that nobody has seen.
            found.TokenHash = Secrets.Hash(device);
            db.Changed(SignInDesk.Topic, found.StationNo);
            return true;
        }, stop)
            ? device
            : Refusal.Field("token-invalid", "token", "This token is unknown, used or older than a day. Have a new one made under Stations.");
    }
}
