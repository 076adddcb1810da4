using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform.Http;

namespace Tactus.Platform.Identity;

/// <summary>Changes a person's name, login, language, address and roles. All of them are sent; If-Match tells the version seen.</summary>
/// <param name="Login">null: the person signs in at stations only.</param>
/// <param name="Email">null: no letters.</param>
[Refuses("person-unknown", "name-invalid", "login-invalid", "language-unknown", "address-invalid", "login-taken", "role-unknown", "grant-exceeds-rights", "last-administrator", "changed-meanwhile")]
internal sealed record ChangePerson(
    string Number, string Name, string? Login, string? Language, IReadOnlyList<string> Roles, string? Reason = null, string? Email = null) : Command<PlatformDb, PersonView>
{
    internal static void Map(IEndpointRouteBuilder app) => app.Command<ChangePerson>("/api/platform/person-changes", Permissions.People, "Change a person's name, login, language and roles");

    public override async Task<Outcome<PersonView>> Handle(PlatformDb db, CommandContext by, CancellationToken stop)
    {
        if (await db.People.FirstOrDefaultAsync(each => each.Number == Number, stop) is not { } person) return Missing(Number);
        if (await db.Clash(person, person.Id.ToString(), by, stop) is { } clash) return clash;
        var login = Login?.Trim().ToLowerInvariant();
        if (PersonFields.Name(Name) is { } name) return name;
        if (PersonFields.Login(login) is { } unfit) return unfit;
        if (PersonFields.Language(Language) is { } language) return language;
        if (PersonFields.Email(Email) is { } address) return address;
        if (login is not null && await db.People.AnyAsync(each => each.Login == login && each.Id != person.Id, stop))
            return Refusal.Field("login-taken", "login", $"{login} is taken.");
        if (await Assignable(db, Roles, person.Roles, by, stop) is { } refused) return refused;
        var before = person.Roles;
        (person.Name, person.Login, person.Language, person.Email) = (Name.Trim(), login, Language, Email);
        person.Roles = [.. Roles.Distinct().Order(StringComparer.Ordinal)];
        if (before.Except(person.Roles).Any() && await Administrators.Exist(db, stop) && await Administrators.WouldBeGone(db, stop) is { } gone) return gone;
        by.Why = PersonFields.Why(Reason);
        db.Changed(SignInDesk.Topic, Number);
        return PersonView.Of(person, await db.SignInFailures.AsNoTracking().FirstOrDefaultAsync(each => each.PersonId == person.Id, stop));
    }

    internal static Refusal Missing(string number) => Refusal.Unknown("person-unknown", $"There is no person {number}.");

    /// <summary>Known roles, and of those that are given or taken only such whose rights the actor holds.</summary>
    internal static async Task<Refusal?> Assignable(PlatformDb db, IReadOnlyList<string> wanted, IReadOnlyList<string> now, CommandContext by, CancellationToken stop)
    {
        var roles = await db.Roles.AsNoTracking().ToDictionaryAsync(role => role.Name, stop);
        foreach (var name in wanted.Except(now).Concat(now.Except(wanted)))
        {
            if (!roles.TryGetValue(name, out var role))
            {
                if (now.Contains(name)) continue;
                return Refusal.Field("role-unknown", "roles", $"There is no role {name}. There are: {string.Join(", ", roles.Keys.Order(StringComparer.Ordinal))}.");
            }
            if (role.Permissions.Find(right => !by.Actor.May(right)) is { } right)
                return new Refusal("grant-exceeds-rights", $"You can't give or take the role {name}: it holds the right {right}, which you do not hold.", RefusalKind.Forbidden);
        }
        return null;
    }
}
