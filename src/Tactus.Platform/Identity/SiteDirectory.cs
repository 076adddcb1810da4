using Microsoft.EntityFrameworkCore;
using Tactus.Platform.Mail;

namespace Tactus.Platform.Identity;

/// <summary>Somebody of this site, as those see them who have to tell people something.</summary>
/// <param name="Language">en or ko: their own or the plant's.</param>
/// <param name="Email">Where letters go; null: nowhere.</param>
public sealed record SitePerson(string Number, string Name, string Language, string? Email, bool Active, IReadOnlyList<string> Roles);

/// <summary>What other rooms may know of the site.</summary>
/// <param name="TimeZone">IANA name.</param>
/// <param name="Mails">A mail server is set.</param>
/// <param name="Address">Where people open Tactus, for links; null: not known.</param>
public sealed record SiteFacts(string TimeZone, bool Mails, string? Address, IReadOnlyList<SitePerson> People);

/// <summary>The site's people and its time zone for other rooms to copy; what people sign in with stays here.</summary>
public sealed class SiteDirectory(HalfDatabase<PlatformDb> database)
{
    /// <summary>Another text whenever something of <see cref="Read"/> may have changed: cheap enough to be asked for several times a second.</summary>
    public async Task<string> Stamp(CancellationToken stop)
    {
        await using var db = database.Read();
        // People are never removed, so the sum of versions grows with every change.
        var people = await db.People.SumAsync(person => person.Version, stop);
        var plant = await db.Installations.Select(each => each.Version).FirstOrDefaultAsync(stop);
        var mail = await db.Set<MailServer>().Select(each => each.Version).FirstOrDefaultAsync(stop);
        return FormattableString.Invariant($"{people}/{plant}/{mail}");
    }

    /// <summary>All of it.</summary>
    public async Task<SiteFacts> Read(CancellationToken stop)
    {
        await using var db = database.Read();
        var plant = await db.Installations.FirstOrDefaultAsync(stop) ?? new Installation();
        var mail = await db.Set<MailServer>().FirstOrDefaultAsync(stop);
        var people = await db.People.OrderBy(person => person.Number).ToListAsync(stop);
        return new SiteFacts(plant.TimeZone, mail is { Active: true }, mail?.Site, people.ConvertAll(person => new SitePerson(person.Number, person.Name, person.Language ?? plant.Language, person.Email, person.Active, person.Roles)));
    }
}
