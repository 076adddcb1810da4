using Microsoft.EntityFrameworkCore;

namespace Tactus.Platform.Identity;

/// <summary>Somebody who works with Tactus. Signs in by password at a desk, by badge or PIN at a station.</summary>
internal sealed class Person : IVersioned
{
    public Guid Id { get; init; }
    /// <summary>Personnel number, as postings and the ledger name the person.</summary>
    public required string Number { get; init; }
    public required string Name { get; set; }
    /// <summary>Lower case; null: only at stations.</summary>
    public string? Login { get; set; }
    [Secret] public string? PasswordHash { get; set; }
    /// <summary>Set by somebody else: the person must choose another before anything else.</summary>
    public bool PasswordMustChange { get; set; }
    [Secret] public string? PinHash { get; set; }
    /// <summary>Keyed hash of the badge's code, so that a scan finds its person and a copy of the table finds no badge.</summary>
    [Secret] public byte[]? BadgeHash { get; set; }
    /// <summary>Where letters go; null: nowhere.</summary>
    public string? Email { get; set; }
    /// <summary>en or ko; null: the plant's.</summary>
    public string? Language { get; set; }
    public bool Active { get; set; } = true;
    public List<string> Roles { get; set; } = [];
    public long Version { get; set; }

    internal static void Map(ModelBuilder model)
    {
        model.Entity<Person>(entity =>
        {
            entity.ToTable("people");
            entity.HasKey(person => person.Id);
            entity.HasIndex(person => person.Number).IsUnique();
            entity.HasIndex(person => person.Login).IsUnique();
            entity.HasIndex(person => person.BadgeHash).IsUnique();
        });
        model.Entity<SignInFailures>(entity =>
        {
            entity.ToTable("sign_in_failures");
            entity.HasKey(failures => failures.PersonId);
        });
    }
}

/// <summary>Wrong passwords and PINs in a row. Beside the person, so that somebody who guesses does not disturb who edits the person.</summary>
internal sealed class SignInFailures
{
    internal const int UntilLocked = 5;

    public Guid PersonId { get; init; }
    public int Count { get; set; }
    public DateTime? LockedUntilUtc { get; set; }

    internal void Failed(DateTime now)
    {
        Count++;
        // 5, 10, 20 ... minutes: a guesser gets a few hundred tries a year, a person who mistypes waits for a coffee.
        if (Count >= UntilLocked) LockedUntilUtc = now.AddMinutes(5 * Math.Pow(2, Math.Min(Count - UntilLocked, 8)));
    }
}
