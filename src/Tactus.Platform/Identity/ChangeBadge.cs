using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform.Http;

namespace Tactus.Platform.Identity;

/// <summary>Hands out a badge, or takes it back (null): then the station sessions opened with it end.</summary>
/// <param name="Badge">The code that a scan gives, 4 to 200 letters.</param>
[Refuses("person-unknown", "badge-invalid", "badge-taken", "right-missing", "grant-exceeds-rights")]
internal sealed record ChangeBadge(string PersonNumber, [property: Secret] string? Badge, string? Reason = null) : Command<PlatformDb, PersonView>
{
    internal static void Map(IEndpointRouteBuilder app) => app.Command<ChangeBadge>("/api/platform/badge-changes", Permissions.People, "Hand out a person's badge, or take it back");

    public override async Task<Outcome<PersonView>> Handle(PlatformDb db, CommandContext by, CancellationToken stop)
    {
        if (Badge?.Trim() is { Length: < 4 or > 200 }) return Refusal.Field("badge-invalid", "badge", "A badge's code has 4 to 200 letters.");
        if (await db.People.FirstOrDefaultAsync(each => each.Number == PersonNumber, stop) is not { } person) return ChangePerson.Missing(PersonNumber);
        if (await ChangePerson.Assignable(db, person.Roles, [], by, stop) is { } above) return above;
        if (Badge is null)
        {
            person.BadgeHash = null;
            db.Sessions.RemoveRange(await db.Sessions.Where(each => each.PersonId == person.Id && each.StationNo != null).ToListAsync(stop));
        }
        else
        {
            var hash = Secrets.HashBadge(await db.Installations.AsNoTracking().Select(each => each.BadgeKey).FirstAsync(stop), Badge);
            if (await db.People.AsNoTracking().FirstOrDefaultAsync(each => each.BadgeHash == hash && each.Id != person.Id, stop) is { } holder)
                return Refusal.Field("badge-taken", "badge", $"This is the badge of {holder.Name} ({holder.Number}); take it back there first.");
            person.BadgeHash = hash;
        }
        by.Why = PersonFields.Why(Reason);
        db.Changed(SignInDesk.Topic, PersonNumber);
        return PersonView.Of(person, null);
    }
}
