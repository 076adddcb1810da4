using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform.Http;

namespace Tactus.Platform.Identity;

/// <summary>Adds a person. Password, PIN and badge are set afterwards, each by its own command.</summary>
/// <param name="Number">Personnel number, unique.</param>
/// <param name="Login">For the desk; null: stations only. Not case-sensitive.</param>
/// <param name="Language">en, ko, or null for the plant's.</param>
/// <param name="Email">Where letters go; null: nowhere.</param>
[Refuses("number-invalid", "name-invalid", "login-invalid", "language-unknown", "address-invalid", "person-exists", "login-taken", "role-unknown", "grant-exceeds-rights")]
internal sealed record AddPerson(
    string Number, string Name, string? Login = null, string? Language = null, IReadOnlyList<string>? Roles = null, string? Email = null) : Command<PlatformDb, PersonView>
{
    internal static void Map(IEndpointRouteBuilder app) => app.Command<AddPerson>("/api/platform/people", Permissions.People, "Add a person");

    public override async Task<Outcome<PersonView>> Handle(PlatformDb db, CommandContext by, CancellationToken stop)
    {
        var login = Login?.Trim().ToLowerInvariant();
        if (PersonFields.Number(Number) is { } number) return number;
        if (PersonFields.Name(Name) is { } name) return name;
        if (PersonFields.Login(login) is { } unfit) return unfit;
        if (PersonFields.Language(Language) is { } language) return language;
        if (PersonFields.Email(Email) is { } address) return address;
        if (await db.People.AnyAsync(each => each.Number == Number, stop))
            return Refusal.Field("person-exists", "number", $"There is a person {Number} already; change that one or take another number.");
        if (login is not null && await db.People.AnyAsync(each => each.Login == login, stop)) return Refusal.Field("login-taken", "login", $"{login} is taken.");
        if (await ChangePerson.Assignable(db, Roles ?? [], [], by, stop) is { } refused) return refused;
        var person = new Person
        {
            Id = Guid.CreateVersion7(),
            Number = Number,
            Name = Name.Trim(),
            Login = login,
            Language = Language,
            Email = Email,
            Roles = [.. (Roles ?? []).Distinct().Order(StringComparer.Ordinal)],
        };
        db.People.Add(person);
        db.Changed(SignInDesk.Topic, Number);
        return PersonView.Of(person, null);
    }
}

/// <summary>A person as pages see them; what they sign in with is only told as there or not.</summary>
internal sealed record PersonView(
    Guid Id, string Number, string Name, string? Login, string? Email, string? Language, bool Active, IReadOnlyList<string> Roles,
    bool HasPassword, bool PasswordMustChange, bool HasPin, bool HasBadge, DateTime? LockedUntilUtc, long Version) : IVersionedView
{
    internal static PersonView Of(Person person, SignInFailures? failures) => new(
        person.Id, person.Number, person.Name, person.Login, person.Email, person.Language, person.Active, person.Roles,
        person.PasswordHash is not null, person.PasswordMustChange, person.PinHash is not null, person.BadgeHash is not null,
        failures?.LockedUntilUtc, Math.Max(1, person.Version));
}
