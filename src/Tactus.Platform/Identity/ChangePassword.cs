using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform.Http;

namespace Tactus.Platform.Identity;

/// <summary>
/// Changes one's own password (with the current one), or, with the right to change people, sets somebody's: that person
/// must then choose another at the next sign-in. Other sessions of the person end.
/// </summary>
/// <param name="Password">At least 10 letters, not the login, none of the commonest.</param>
/// <param name="CurrentPassword">For one's own.</param>
/// <param name="PersonNumber">Somebody else's number; null: one's own.</param>
[Refuses("person-unknown", "password-weak", "password-wrong", "login-missing", "right-missing", "not-a-person", "grant-exceeds-rights")]
internal sealed record ChangePassword(
    [property: Secret] string Password, [property: Secret] string? CurrentPassword = null, string? PersonNumber = null, string? Reason = null) : Command<PlatformDb, PersonView>
{
    // Hashing is slow on purpose: once, before the transaction and not in it.
    private readonly Lazy<string> hash = new(() => Secrets.HashPassword(Password));

    internal static void Map(IEndpointRouteBuilder app) => app.Command<ChangePassword>("/api/platform/password-changes", "", "Change one's own password, or set somebody's");

    public override async Task<Outcome<PersonView>> Handle(PlatformDb db, CommandContext by, CancellationToken stop)
    {
        var person = await Whose(db, PersonNumber, by, stop);
        if (person.Refusal is { } refused) return refused;
        var own = person.Value.Id == by.Actor.Id;
        if (person.Value.Login is null) return Refusal.Field("login-missing", "personNumber", $"{person.Value.Name} has no login; give them one first.");
        if (PasswordRules.Check(Password, person.Value.Login) is { } weak) return weak;
        if (own && person.Value.PasswordHash is not null)
        {
            // A session left open must not be enough to keep somebody out of their own account.
            if (!Secrets.Verify(person.Value.PasswordHash, CurrentPassword ?? "")) return Refusal.Field("password-wrong", "currentPassword", "This is not your current password.");
            if (Secrets.Verify(person.Value.PasswordHash, Password)) return Refusal.Field("password-weak", "password", "Choose a password other than the current one.");
        }
        person.Value.PasswordHash = hash.Value;
        person.Value.PasswordMustChange = !own;
        if (await db.SignInFailures.FirstOrDefaultAsync(each => each.PersonId == person.Value.Id, stop) is { } failures) db.SignInFailures.Remove(failures);
        if (!own) db.Sessions.RemoveRange(await db.Sessions.Where(each => each.PersonId == person.Value.Id).ToListAsync(stop));
        by.Why = PersonFields.Why(Reason);
        db.Changed(SignInDesk.Topic, person.Value.Number);
        return PersonView.Of(person.Value, null);
    }

    /// <summary>Oneself, or somebody whose every right the actor holds too: otherwise a password is a way to more rights.</summary>
    internal static async Task<Outcome<Person>> Whose(PlatformDb db, string? number, CommandContext by, CancellationToken stop)
    {
        var person = number is null
            ? await db.People.FirstOrDefaultAsync(each => each.Id == by.Actor.Id, stop)
            : await db.People.FirstOrDefaultAsync(each => each.Number == number, stop);
        if (person is null && number is null) return new Refusal("not-a-person", "A key has no password; name the person by personNumber.", RefusalKind.Field);
        if (person?.Id == by.Actor.Id && by.Actor.Kind == "person") return person;
        if (!by.Actor.May(Permissions.People)) return Gate.Missing(Permissions.People);
        if (person is null) return ChangePerson.Missing(number!);
        return await ChangePerson.Assignable(db, person.Roles, [], by, stop) is { } above ? above : person;
    }
}
