using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform.Http;

namespace Tactus.Platform.Identity;

/// <summary>Takes a person's access away, or gives it back. The person's postings stay; open sessions end at once.</summary>
/// <param name="Active">false (the usual): no access any more.</param>
[Refuses("person-unknown", "last-administrator", "reason-missing", "grant-exceeds-rights")]
internal sealed record DeactivatePerson(string Number, string Reason, bool Active = false) : Command<PlatformDb, PersonView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<DeactivatePerson>("/api/platform/person-deactivations", Permissions.People, "Take a person's access away, or give it back");

    public override async Task<Outcome<PersonView>> Handle(PlatformDb db, CommandContext by, CancellationToken stop)
    {
        if (await db.People.FirstOrDefaultAsync(each => each.Number == Number, stop) is not { } person) return ChangePerson.Missing(Number);
        if (await db.Clash(person, person.Id.ToString(), by, stop) is { } clash) return clash;
        if (PersonFields.Why(Reason) is not { } why) return Refusal.Field("reason-missing", "reason", "Say why; the ledger keeps it.");
        if (await ChangePerson.Assignable(db, person.Roles, [], by, stop) is { } above) return above;
        var administrated = await Administrators.Exist(db, stop);
        person.Active = Active;
        if (!Active)
        {
            if (administrated && await Administrators.WouldBeGone(db, stop) is { } gone) return gone;
            db.Sessions.RemoveRange(await db.Sessions.Where(each => each.PersonId == person.Id).ToListAsync(stop));
        }
        by.Why = why;
        db.Changed(SignInDesk.Topic, Number);
        return PersonView.Of(person, null);
    }
}
