using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform.Http;

namespace Tactus.Platform.Identity;

/// <summary>People, roles, stations, keys: what the area adds to the interface.</summary>
internal static class IdentityArea
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        SignInEndpoints.Map(app);
        AddPerson.Map(app);
        ChangePerson.Map(app);
        DeactivatePerson.Map(app);
        ChangePassword.Map(app);
        ChangePin.Map(app);
        ChangeBadge.Map(app);
        AddRole.Map(app);
        ChangeRole.Map(app);
        SetStation.Map(app);
        MakeStationToken.Map(app);
        MakeApiKey.Map(app);
        RevokeApiKey.Map(app);
        SetPlant.Map(app);
        Reads(app);
    }

    private static void Reads(IEndpointRouteBuilder app)
    {
        app.List<PlatformDb, PersonRow>("/api/platform/people", Permissions.PeopleRead, "People", nameof(PersonRow.Number), (db, _) =>
            db.People.Select(person => new PersonRow
            {
                Number = person.Number,
                Name = person.Name,
                Login = person.Login,
                Email = person.Email,
                Language = person.Language,
                Active = person.Active,
                Roles = person.Roles,
                HasPassword = person.PasswordHash != null,
                HasPin = person.PinHash != null,
                HasBadge = person.BadgeHash != null,
                LockedUntilUtc = db.SignInFailures.Where(failures => failures.PersonId == person.Id).Select(failures => failures.LockedUntilUtc).FirstOrDefault(),
                Version = person.Version,
            }));
        app.Read("/api/platform/people/{number}", Permissions.PeopleRead, "One person", async (string number, PlatformDb db, CancellationToken stop) =>
        {
            var person = await db.People.FirstOrDefaultAsync(each => each.Number == number, stop);
            var failures = person is null ? null : await db.SignInFailures.FirstOrDefaultAsync(each => each.PersonId == person.Id, stop);
            return (person is null ? null : PersonView.Of(person, failures)).OrUnknown("person-unknown", $"There is no person {number}.");
        }).Produces<PersonView>();
        app.List<PlatformDb, RoleRow>("/api/platform/roles", Permissions.PeopleRead, "Roles with their rights", nameof(RoleRow.Name), (db, _) =>
            db.Roles.Select(role => new RoleRow { Name = role.Name, Text = role.Text, Permissions = role.Permissions, Version = role.Version }));
        app.Read("/api/platform/roles/{name}", Permissions.PeopleRead, "One role", async (string name, PlatformDb db, CancellationToken stop) =>
            (await db.Roles.FirstOrDefaultAsync(each => each.Name == name, stop) is { } role ? RoleView.Of(role) : null)
            .OrUnknown("role-unknown", $"There is no role {name}.")).Produces<RoleView>();
        app.Read("/api/platform/permissions", Permissions.PeopleRead, "Every right that a role can hold", (KnownPermissions known) =>
            ((Outcome<Page<Permission>>)new Page<Permission>([.. known.All.Values.OrderBy(permission => permission.Name, StringComparer.Ordinal)], null)).ToHttp())
            .Produces<Page<Permission>>();
        app.List<PlatformDb, StationRow>("/api/platform/stations", Permissions.PeopleRead, "Stations and how many browsers are one", nameof(StationRow.No), (db, _) =>
            db.Stations.Select(station => new StationRow
            {
                No = station.No,
                Name = station.Name,
                WorkCentreNo = station.WorkCentreNo,
                Active = station.Active,
                Devices = db.StationDevices.Count(device => device.StationNo == station.No && device.EnrolledUtc != null && device.RevokedUtc == null),
                Version = station.Version,
            }));
        app.List<PlatformDb, ApiKeyRow>("/api/platform/api-keys", Permissions.IntegrationRead, "Keys of machines and programs", nameof(ApiKeyRow.Name), (db, _) =>
            db.ApiKeys.Select(key => new ApiKeyRow
            {
                Name = key.Name,
                Prefix = key.Prefix,
                Scopes = key.Scopes,
                SourceAddress = key.SourceAddress,
                CreatedUtc = key.CreatedUtc,
                CreatedBy = key.CreatedBy,
                ExpiresUtc = key.ExpiresUtc,
                LastUsedUtc = key.LastUsedUtc,
                RevokedUtc = key.RevokedUtc,
            }));
        app.Read("/api/platform/plant", "", "The plant's name, time zone and language", async (PlatformDb db, CancellationToken stop) =>
            ((Outcome<PlantView>)await db.Installations.Select(each => new PlantView(each.PlantName, each.TimeZone, each.Language, each.Version)).FirstAsync(stop)).ToHttp())
            .Produces<PlantView>();
    }
}

internal sealed record PersonRow
{
    public required string Number { get; init; }
    public required string Name { get; init; }
    public string? Login { get; init; }
    public string? Email { get; init; }
    public string? Language { get; init; }
    public bool Active { get; init; }
    public List<string> Roles { get; init; } = [];
    public bool HasPassword { get; init; }
    public bool HasPin { get; init; }
    public bool HasBadge { get; init; }
    public DateTime? LockedUntilUtc { get; init; }
    public long Version { get; init; }
}

internal sealed record RoleRow
{
    public required string Name { get; init; }
    public required string Text { get; init; }
    public List<string> Permissions { get; init; } = [];
    public long Version { get; init; }
}

internal sealed record StationRow
{
    public required string No { get; init; }
    public required string Name { get; init; }
    public string? WorkCentreNo { get; init; }
    public bool Active { get; init; }
    /// <summary>Browsers that are this station.</summary>
    public int Devices { get; init; }
    public long Version { get; init; }
}

internal sealed record ApiKeyRow
{
    public required string Name { get; init; }
    public required string Prefix { get; init; }
    public List<string> Scopes { get; init; } = [];
    public string? SourceAddress { get; init; }
    public DateTime CreatedUtc { get; init; }
    public required string CreatedBy { get; init; }
    public DateTime ExpiresUtc { get; init; }
    public DateTime? LastUsedUtc { get; init; }
    public DateTime? RevokedUtc { get; init; }
}
