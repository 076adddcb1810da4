using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform.Live;

namespace Tactus.Platform.Identity;

/// <summary>What the sign-in middleware found out about a request.</summary>
/// <param name="Actor">Who calls.</param>
/// <param name="SessionId">The session, when it is one.</param>
/// <param name="PasswordMustChange">Nothing else is open until the person chose a password of their own.</param>
internal sealed record SignedIn(Actor Actor, Guid? SessionId, bool PasswordMustChange = false);

/// <summary>Opens, finds and ends sessions; finds keys and station devices.</summary>
internal sealed class SignInDesk(CommandRunner<PlatformDb> runner, HalfDatabase<PlatformDb> database, LiveHub live, TimeProvider clock)
{
    internal const string Topic = "platform.people";

    // A change made here is seen at once (the topic's count moves); one made by another node within this time.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan NoteSeenAfter = TimeSpan.FromMinutes(1);
    private static readonly Refusal Wrong = new("sign-in-failed",
        "Login or password is wrong, or signing in is locked for some minutes after several wrong tries.", RefusalKind.SignIn);
    private static readonly Refusal WrongAtStation = new("sign-in-failed",
        "Badge, number or PIN is wrong, or signing in is locked for some minutes after several wrong tries.", RefusalKind.SignIn);

    private readonly ConcurrentDictionary<string, (SignedIn? Found, DateTime AtUtc, long Changes)> recent = new(StringComparer.Ordinal);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Checks login and password and opens a desk session. Unknown, wrong and locked answer alike and as slowly.</summary>
    internal async Task<Outcome<string>> SignIn(string login, string password, CancellationToken stop)
    {
        var name = login.Trim().ToLowerInvariant();
        Person? person;
        await using (var db = database.Read()) person = await db.People.FirstOrDefaultAsync(each => each.Login == name, stop);
        var right = Secrets.Verify(person?.PasswordHash, password);
        return await Open(person, right, null, Wrong, stop);
    }

    /// <summary>Opens a station's session by badge.</summary>
    internal async Task<Outcome<string>> SignInByBadge(string stationNo, string badge, CancellationToken stop)
    {
        Person? person;
        await using (var db = database.Read())
        {
            var hash = Secrets.HashBadge(await db.Installations.Select(each => each.BadgeKey).FirstAsync(stop), badge);
            person = await db.People.FirstOrDefaultAsync(each => each.BadgeHash == hash, stop);
        }
        return await Open(person, person is not null, stationNo, WrongAtStation, stop);
    }

    /// <summary>Opens a station's session by personnel number and PIN.</summary>
    internal async Task<Outcome<string>> SignInByPin(string stationNo, string number, string pin, CancellationToken stop)
    {
        Person? person;
        await using (var db = database.Read()) person = await db.People.FirstOrDefaultAsync(each => each.Number == number, stop);
        var right = Secrets.Verify(person?.PinHash, pin);
        return await Open(person, right, stationNo, WrongAtStation, stop);
    }

    /// <summary>A session without a check, for somebody who has just proved who they are in another way.</summary>
    internal async Task<Outcome<string>> OpenFor(Guid personId, CancellationToken stop)
    {
        await using var db = database.Read();
        return await Open(await db.People.FirstAsync(each => each.Id == personId, stop), true, null, Wrong, stop);
    }

    private async Task<Outcome<string>> Open(Person? person, bool right, string? stationNo, Refusal wrong, CancellationToken stop)
    {
        if (person is null) return wrong;
        var token = Secrets.NewToken();
        var opened = false;
        var by = new CommandContext(new Actor("person", person.Id, person.Number, person.Name, new HashSet<string>(), stationNo), Now);
        await runner.RunWork(right ? "SignIn" : "SignInFailed", by, async db =>
        {
            opened = false;
            var failures = await db.SignInFailures.FirstOrDefaultAsync(each => each.PersonId == person.Id, stop);
            if (failures?.LockedUntilUtc > by.NowUtc) return false;
            if (!right)
            {
                if (failures is null) db.SignInFailures.Add(failures = new SignInFailures { PersonId = person.Id });
                failures.Failed(by.NowUtc);
                return true;
            }
            if (!await db.People.AnyAsync(each => each.Id == person.Id && each.Active, stop)) return false;
            if (failures is not null) db.SignInFailures.Remove(failures);
            var longGone = by.NowUtc - Session.DeskIdle;
            await db.Sessions.Where(each => each.LastSeenUtc < longGone).ExecuteDeleteAsync(stop);
            db.Sessions.Add(new Session
            {
                Id = Guid.CreateVersion7(),
                TokenHash = Secrets.Hash(token),
                PersonId = person.Id,
                StationNo = stationNo,
                OpenedUtc = by.NowUtc,
                LastSeenUtc = by.NowUtc,
            });
            return opened = true;
        }, stop);
        return opened ? token : wrong;
    }

    /// <summary>Ends a session now.</summary>
    internal async Task SignOut(SignedIn who, CancellationToken stop)
    {
        if (who.SessionId is not { } id) return;
        await runner.RunWork("SignOut", new CommandContext(who.Actor, Now), async db =>
        {
            db.Sessions.RemoveRange(await db.Sessions.Where(each => each.Id == id).ToListAsync(stop));
            db.Changed(Topic);
            return true;
        }, stop);
    }

    /// <summary>Whether a session or key still holds, without counting as use of it: a live stream must not keep a left station signed in.</summary>
    internal async Task<bool> StillIn(SignedIn who, CancellationToken stop)
    {
        var now = Now;
        await using var db = database.Read();
        if (who.Actor.Kind == "key") return await db.ApiKeys.AnyAsync(each => each.Id == who.Actor.Id && each.RevokedUtc == null && each.ExpiresUtc > now, stop);
        var session = await db.Sessions.FirstOrDefaultAsync(each => each.Id == who.SessionId, stop);
        return session is not null && session.LastSeenUtc + session.Idle >= now && await db.People.AnyAsync(each => each.Id == session.PersonId && each.Active, stop);
    }

    /// <summary>Who holds this session token, or null when nobody does any more.</summary>
    internal Task<SignedIn?> FindSession(string token, CancellationToken stop) => Remember("s:" + token, () => ReadSession(token, stop));

    /// <summary>Who holds this key.</summary>
    internal Task<SignedIn?> FindKey(string bearer, string? address, CancellationToken stop) =>
        Remember("k:" + address + ":" + bearer, () => ReadKey(bearer, address, stop));

    /// <summary>The station that this device was made, or null.</summary>
    internal async Task<Station?> FindStation(string deviceToken, CancellationToken stop)
    {
        var hash = Secrets.Hash(deviceToken);
        await using var db = database.Read();
        return await (
            from device in db.StationDevices
            where device.TokenHash == hash && device.EnrolledUtc != null && device.RevokedUtc == null
            join station in db.Stations on device.StationNo equals station.No
            where station.Active
            select station).FirstOrDefaultAsync(stop);
    }

    private async Task<SignedIn?> Remember(string key, Func<Task<SignedIn?>> read)
    {
        var (now, changes) = (Now, live.CountOf(Topic));
        if (recent.TryGetValue(key, out var known) && known.Changes == changes && now - known.AtUtc is var age && age >= TimeSpan.Zero && age < Fresh)
            return known.Found;
        var found = await read();
        // Tokens that nobody holds are not kept: a flood of them would only fill the memory.
        if (recent.Count > 5000) recent.Clear();
        if (found is not null) recent[key] = (found, now, changes);
        else recent.TryRemove(key, out _);
        return found;
    }

    private async Task<SignedIn?> ReadSession(string token, CancellationToken stop)
    {
        var (hash, now) = (Secrets.Hash(token), Now);
        await using var db = database.Read();
        var session = await db.Sessions.FirstOrDefaultAsync(each => each.TokenHash == hash, stop);
        if (session is null || session.LastSeenUtc + session.Idle < now) return null;
        var person = await db.People.FirstOrDefaultAsync(each => each.Id == session.PersonId && each.Active, stop);
        if (person is null) return null;
        if (session.StationNo is { } no && !await db.Stations.AnyAsync(each => each.No == no && each.Active, stop)) return null;
        var rights = (await db.Roles.Where(role => person.Roles.Contains(role.Name)).ToListAsync(stop)).SelectMany(role => role.Permissions).ToHashSet();
        if (now - session.LastSeenUtc > NoteSeenAfter)
            await runner.RunAsSystem("NoteSeen", async write =>
            {
                await write.Sessions.Where(each => each.Id == session.Id).ExecuteUpdateAsync(set => set.SetProperty(each => each.LastSeenUtc, now), stop);
                return true;
            }, stop);
        // At a station it is not the password that was proved; it is asked for at the desk.
        return new SignedIn(new Actor("person", person.Id, person.Number, person.Name, rights, session.StationNo), session.Id,
            person.PasswordMustChange && session.StationNo is null);
    }

    private async Task<SignedIn?> ReadKey(string bearer, string? address, CancellationToken stop)
    {
        if (bearer.Split('.', 2) is not [var prefix, var secret]) return null;
        var now = Now;
        await using var db = database.Read();
        var key = await db.ApiKeys.FirstOrDefaultAsync(each => each.Prefix == prefix, stop);
        if (key is null || key.RevokedUtc is not null || key.ExpiresUtc <= now
            || !System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(Secrets.Hash(secret), key.SecretHash)
            || (key.SourceAddress is not null && key.SourceAddress != address)) return null;
        if (key.LastUsedUtc is null || now - key.LastUsedUtc > NoteSeenAfter)
            await runner.RunAsSystem("NoteSeen", async write =>
            {
                await write.ApiKeys.Where(each => each.Id == key.Id).ExecuteUpdateAsync(set => set.SetProperty(each => each.LastUsedUtc, now), stop);
                return true;
            }, stop);
        return new SignedIn(new Actor("key", key.Id, key.Name, key.Name, key.Scopes.ToHashSet()), null);
    }
}
