using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform.Http;

namespace Tactus.Platform.Identity;

/// <summary>Makes a role from rights that the maker holds.</summary>
/// <param name="Permissions">See /api/platform/permissions.</param>
[Refuses("number-invalid", "role-exists", "permission-unknown", "grant-exceeds-rights")]
internal sealed record AddRole(string Name, string Text, IReadOnlyList<string> Permissions) : Command<PlatformDb, RoleView>
{
    internal static void Map(IEndpointRouteBuilder app) => app.Command<AddRole>("/api/platform/roles", Platform.Permissions.People, "Make a role");

    public override async Task<Outcome<RoleView>> Handle(PlatformDb db, CommandContext by, CancellationToken stop)
    {
        if (PersonFields.Number(Name, "name") is { } unfit) return unfit;
        if (PersonFields.Name(Text, "text") is { } nameless) return nameless;
        if (KnownPermissions.OfThisProcess.Grantable(Permissions, by.Actor, "permissions") is { } refused) return refused;
        if (await db.Roles.AnyAsync(each => each.Name == Name, stop)) return Refusal.Field("role-exists", "name", $"There is a role {Name} already.");
        var role = new Role { Name = Name, Text = Text.Trim(), Permissions = [.. Permissions.Distinct().Order(StringComparer.Ordinal)] };
        db.Roles.Add(role);
        db.Changed(SignInDesk.Topic, Name);
        return RoleView.Of(role);
    }
}

/// <summary>Changes what a role allows. Everybody who holds it has the new rights at once.</summary>
[Refuses("role-unknown", "permission-unknown", "grant-exceeds-rights", "last-administrator", "changed-meanwhile")]
internal sealed record ChangeRole(string Name, string Text, IReadOnlyList<string> Permissions, string? Reason = null) : Command<PlatformDb, RoleView>
{
    internal static void Map(IEndpointRouteBuilder app) => app.Command<ChangeRole>("/api/platform/role-changes", Platform.Permissions.People, "Change what a role allows");

    public override async Task<Outcome<RoleView>> Handle(PlatformDb db, CommandContext by, CancellationToken stop)
    {
        if (await db.Roles.FirstOrDefaultAsync(each => each.Name == Name, stop) is not { } role) return Refusal.Unknown("role-unknown", $"There is no role {Name}.");
        if (await db.Clash(role, Name, by, stop) is { } clash) return clash;
        if (PersonFields.Name(Text, "text") is { } nameless) return nameless;
        // What a role holds already may stay, also when its module is gone.
        if (KnownPermissions.OfThisProcess.Grantable(Permissions.Except(role.Permissions), by.Actor, "permissions") is { } refused) return refused;
        if (role.Permissions.Except(Permissions).FirstOrDefault(right => !by.Actor.May(right)) is { } above)
            return new Refusal("grant-exceeds-rights", $"You can't take away the right {above}, since you do not hold it.", RefusalKind.Forbidden);
        var administrated = role.Permissions.Contains(Platform.Permissions.Everything) && await Administrators.Exist(db, stop);
        (role.Text, role.Permissions) = (Text.Trim(), [.. Permissions.Distinct().Order(StringComparer.Ordinal)]);
        if (administrated && await Administrators.WouldBeGone(db, stop) is { } gone) return gone;
        by.Why = PersonFields.Why(Reason);
        db.Changed(SignInDesk.Topic, Name);
        return RoleView.Of(role);
    }
}

/// <summary>A role.</summary>
internal sealed record RoleView(string Name, string Text, IReadOnlyList<string> Permissions, long Version) : IVersionedView
{
    internal static RoleView Of(Role role) => new(role.Name, role.Text, role.Permissions, Math.Max(1, role.Version));
}
