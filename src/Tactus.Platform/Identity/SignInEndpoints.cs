using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform.Http;

namespace Tactus.Platform.Identity;

/// <summary>Signing in and out at a desk and at a station, and who is signed in.</summary>
internal static class SignInEndpoints
{
    private static readonly Refusal NoStation = new("station-unknown",
        "This device is no station. An administrator makes a token for it under Stations; enter it here first.", RefusalKind.SignIn);

    internal static void Map(IEndpointRouteBuilder app)
    {
        Post<SignIn>(app, "/api/platform/sessions", "Sign in at a desk", "sign-in-failed", async (http, body, desk, guard, stop) =>
        {
            if (guard.TrySignIn(http, body.Login) is { } tooOften) return tooOften;
            var opened = await desk.SignIn(body.Login, body.Password, stop);
            if (opened.Refusal is { } refusal) return refusal;
            http.SetSessionCookie(opened.Value);
            return null;
        });
        Post<StationSignIn>(app, "/api/platform/station-sessions", "Sign in at a station by badge, or by number and PIN", "sign-in-failed", async (http, body, desk, guard, stop) =>
        {
            if (await Station(http, desk, stop) is not { } station) return NoStation;
            if (guard.TrySignIn(http, station.No + ":" + (body.PersonNumber ?? body.Badge)) is { } tooOften) return tooOften;
            var opened = body switch
            {
                { Badge: { Length: > 0 } badge, PersonNumber: null, Pin: null } => await desk.SignInByBadge(station.No, badge, stop),
                { Badge: null, PersonNumber: { Length: > 0 } number, Pin: { Length: > 0 } pin } => await desk.SignInByPin(station.No, number.Trim(), pin, stop),
                _ => new Refusal("sign-in-incomplete", "Send badge, or personNumber and pin.", RefusalKind.Field),
            };
            if (opened.Refusal is { } refusal) return refusal;
            http.SetSessionCookie(opened.Value);
            return null;
        });
        Post<EnrolStation>(app, "/api/platform/station-enrolments", "Make this browser a station by its one-time token", "token-invalid", async (http, body, desk, guard, stop) =>
        {
            if (guard.TrySignIn(http, "enrol") is { } tooOften) return tooOften;
            var enrolment = http.RequestServices.GetService(typeof(StationEnrolment)) as StationEnrolment;
            var device = await enrolment!.Enrol(body.Token.Trim(), stop);
            if (device.Refusal is { } refusal) return refusal;
            http.SetDeviceCookie(device.Value);
            return null;
        });
        Post<FirstAdministrator>(app, "/api/platform/first-administrator", "Make the first administrator by the token that the server printed", "token-invalid", async (http, body, desk, guard, stop) =>
        {
            if (guard.TrySignIn(http, "first") is { } tooOften) return tooOften;
            var first = http.RequestServices.GetService(typeof(FirstAdministratorDesk)) as FirstAdministratorDesk;
            var made = await first!.Make(body, stop);
            if (made.Refusal is { } refusal) return refusal;
            var opened = await desk.OpenFor(made.Value, stop);
            if (opened.Done) http.SetSessionCookie(opened.Value);
            return opened.Refusal;
        });
        foreach (var path in (string[])["/api/platform/sessions/current", "/api/platform/station-sessions"])
            app.MapDelete(path, async (HttpContext http, SignInDesk desk, CancellationToken stop) =>
            {
                if (http.SignedIn() is { } who) await desk.SignOut(who, stop);
                http.DropSessionCookie();
                return Results.NoContent();
            }).WithMetadata(new RequiredPermission("")).Produces(204).WithSummary("Sign out").WithTags("platform");

        app.MapGet("/api/platform/setup", async (FirstAdministratorDesk desk, CancellationToken stop) =>
                ((Outcome<SetupView>)new SetupView(await desk.Needed(stop))).ToHttp())
            .WithMetadata(new OpenToAll()).Produces<SetupView>().WithSummary("Whether the first administrator is still to be made").WithTags("platform");
        app.MapGet("/api/platform/me", Me).WithMetadata(new OpenToAll()).Produces<MeView>()
            .WithSummary("Who is signed in here, at which station, with which rights").WithTags("platform");
    }

    private static async Task<IResult> Me(HttpContext http, PlatformDb db, SignInDesk desk, KnownPermissions known, CancellationToken stop)
    {
        var station = http.SignedIn()?.Actor.StationNo is { } no
            ? await db.Stations.FirstOrDefaultAsync(each => each.No == no, stop)
            : http.SignedIn() is null ? await Station(http, desk, stop) : null;
        var place = await db.Installations.FirstAsync(stop);
        var plant = new PlantView(place.PlantName, place.TimeZone, place.Language, place.Version);
        var stationView = station is null ? null : new MeStation(station.No, station.Name, station.WorkCentreNo);
        MeView view;
        switch (http.SignedIn())
        {
            case null when station is null:
                return new Refusal("sign-in", "Sign in first.", RefusalKind.SignIn).ToHttp();
            case null:
                view = new MeView(null, [], stationView, null, plant, "station", false);
                break;
            case { Actor.Kind: "key" } key:
                view = new MeView(null, known.SpelledOut(key.Actor), null, null, plant, "key", false);
                break;
            case var who:
                var person = await db.People.FirstAsync(each => each.Id == who.Actor.Id, stop);
                view = new MeView(new MePerson(person.Id, person.Number, person.Name, person.Login, person.Language),
                    who.PasswordMustChange ? [] : known.SpelledOut(who.Actor), stationView, Secrets.Csrf(http.SessionToken()!), plant,
                    station is null ? "person" : "station", who.PasswordMustChange);
                break;
        }
        return ((Outcome<MeView>)view).ToHttp();
    }

    private static async Task<Station?> Station(HttpContext http, SignInDesk desk, CancellationToken stop) =>
        http.DeviceToken() is { Length: > 0 } token ? await desk.FindStation(token, stop) : null;

    private static void Post<TBody>(
        IEndpointRouteBuilder app, string path, string summary, string code,
        Func<HttpContext, TBody, SignInDesk, CallGuard, CancellationToken, Task<Refusal?>> act) where TBody : notnull =>
        app.MapPost(path, async (HttpContext http, SignInDesk desk, CallGuard guard, CancellationToken stop) =>
            {
                var read = await RequestBody.Read<TBody>(http);
                if (read.Refusal is { } unread) return unread.ToHttp();
                return await act(http, read.Value, desk, guard, stop) is { } refusal ? refusal.ToHttp() : ((Outcome<Done>)Done.It).ToHttp();
            })
            .Accepts<TBody>("application/json").Produces<Done>()
            .WithMetadata(new OpenToAll(), new RefusalCodes([code, "too-often"])).WithSummary(summary).WithTags("platform");
}

/// <summary>Sign in at a desk.</summary>
/// <param name="Login">Not case-sensitive.</param>
internal sealed record SignIn(string Login, [property: Secret] string Password)
{
    /// <summary>Taken as everywhere, without effect.</summary>
    public Guid Id { get; init; }
}

/// <summary>Sign in at a station: a badge, or a personnel number with its PIN.</summary>
internal sealed record StationSignIn(string? Badge = null, string? PersonNumber = null, string? Pin = null)
{
    /// <summary>Taken as everywhere, without effect.</summary>
    public Guid Id { get; init; }
}

/// <summary>Make this browser a station.</summary>
internal sealed record EnrolStation(string Token)
{
    /// <summary>Taken as everywhere, without effect.</summary>
    public Guid Id { get; init; }
}

/// <summary>Make the first administrator.</summary>
internal sealed record FirstAdministrator(string Token, string Login, string Name, string Password)
{
    /// <summary>Taken as everywhere, without effect.</summary>
    public Guid Id { get; init; }
}

internal sealed record SetupView(bool NeedsAdministrator);

/// <summary>Who is signed in.</summary>
/// <param name="Kind">person at a desk, station (somebody or nobody at it), or key.</param>
/// <param name="CsrfToken">For the header X-Tactus-Csrf of everything that changes something.</param>
internal sealed record MeView(
    MePerson? Person, IReadOnlyList<string> Permissions, MeStation? Station, string? CsrfToken, PlantView Plant, string Kind, bool PasswordMustChange);

internal sealed record MePerson(Guid Id, string Number, string Name, string? Login, string? Language);

internal sealed record MeStation(string No, string Name, string? WorkCentre);

/// <summary>The plant as every page needs it.</summary>
/// <param name="TimeZone">IANA name.</param>
internal sealed record PlantView(string Name, string TimeZone, string Language, long Version) : IVersionedView;
