using Microsoft.EntityFrameworkCore;

namespace Tactus.Platform.Identity;

/// <summary>
/// A new installation has nobody in it. The server prints a token at its start; whoever can read its console makes the
/// first administrator. The token lives in memory only and ends with its use.
/// </summary>
internal sealed class FirstAdministratorDesk(CommandRunner<PlatformDb> runner, HalfDatabase<PlatformDb> database, TimeProvider clock)
{
    private readonly Lock gate = new();
    private string? token;

    /// <summary>Whether nobody can administer yet.</summary>
    internal async Task<bool> Needed(CancellationToken stop)
    {
        await using var db = database.Read();
        return !await Administrators.Exist(db, stop);
    }

    /// <summary>The token to print, or null when there is an administrator.</summary>
    internal async Task<string?> Token(CancellationToken stop)
    {
        if (!await Needed(stop)) return null;
        lock (gate) return token ??= Secrets.NewToken();
    }

    internal async Task<Outcome<Guid>> Make(FirstAdministrator wanted, CancellationToken stop)
    {
        var expected = await Token(stop);
        if (expected is null) return new Refusal("administrator-exists", "There is an administrator already; sign in, or ask them.");
        if (!Secrets.Same(expected, wanted.Token.Trim()))
            return Refusal.Field("token-invalid", "token", "This is not the token that the server printed at its last start.");
        var login = wanted.Login.Trim().ToLowerInvariant();
        if (PersonFields.Login(login) is { } unfit) return unfit;
        if (PersonFields.Name(wanted.Name) is { } nameless) return nameless;
        if (PasswordRules.Check(wanted.Password, login) is { } weak) return weak;
        var hash = Secrets.HashPassword(wanted.Password);
        var id = Guid.CreateVersion7();
        Refusal? refusal = null;
        await runner.RunWork("MakeFirstAdministrator", new CommandContext(Actor.System, clock.GetUtcNow().UtcDateTime) { Why = "One-time token of the server's console" }, async db =>
        {
            refusal = await Administrators.Exist(db, stop) ? new Refusal("administrator-exists", "There is an administrator already; sign in, or ask them.")
                : await db.People.AnyAsync(each => each.Login == login, stop) ? Refusal.Field("login-taken", "login", $"{login} is taken.")
                : null;
            if (refusal is not null) return false;
            if (await db.Roles.FirstOrDefaultAsync(each => each.Name == Role.Administrator, stop) is not { } role)
                db.Roles.Add(role = new Role { Name = Role.Administrator, Text = "Everything" });
            if (!role.Permissions.Contains(Permissions.Everything)) role.Permissions = [.. role.Permissions, Permissions.Everything];
            var number = "1";
            for (var next = 2; await db.People.AnyAsync(each => each.Number == number, stop); next++) number = next.ToString(System.Globalization.CultureInfo.InvariantCulture);
            db.People.Add(new Person { Id = id, Number = number, Name = wanted.Name.Trim(), Login = login, PasswordHash = hash, Roles = [Role.Administrator] });
            db.Changed(SignInDesk.Topic);
            return true;
        }, stop);
        if (refusal is not null) return refusal;
        lock (gate) token = null;
        return id;
    }
}

/// <summary>Those who can change everything. There is always one, once there was.</summary>
internal static class Administrators
{
    internal static async Task<bool> Exist(PlatformDb db, CancellationToken stop)
    {
        var roles = (await db.Roles.AsNoTracking().ToListAsync(stop)).Where(role => role.Permissions.Contains(Permissions.Everything)).Select(role => role.Name).ToHashSet();
        return (await db.People.AsNoTracking().Where(person => person.Active).ToListAsync(stop)).Exists(person => person.Roles.Exists(roles.Contains));
    }

    /// <summary>A refusal when, with what is tracked now, nobody could administer any more.</summary>
    internal static async Task<Refusal?> WouldBeGone(PlatformDb db, CancellationToken stop)
    {
        await db.Roles.LoadAsync(stop);
        await db.People.LoadAsync(stop);
        var roles = db.Roles.Local.Where(role => role.Permissions.Contains(Permissions.Everything)).Select(role => role.Name).ToHashSet();
        // Two people who take each other's right away at the same moment must meet: both write the role's version.
        foreach (var role in db.Roles.Local.Where(role => roles.Contains(role.Name) && db.Entry(role).State == EntityState.Unchanged)) db.Entry(role).State = EntityState.Modified;
        return db.People.Local.Any(person => person.Active && person.Roles.Exists(roles.Contains))
            ? null
            : new Refusal("last-administrator", "Somebody must be able to administer Tactus: make another person an administrator first.");
    }
}
