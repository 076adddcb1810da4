using Tactus.Platform;

namespace Tactus.Erp.MasterData;

/// <summary>Where a revision of an item, a bill or a routing stands. Only released ones are made, bought, sold or planned with.</summary>
internal enum RevisionState
{
    /// <summary>Being written; may change freely.</summary>
    Draft,
    /// <summary>In use; its content is frozen, its effectivity can still be closed.</summary>
    Released,
    /// <summary>Not for anything new. What was made by it stays.</summary>
    Obsolete,
}

/// <summary>Something of which the one that is valid on a day is chosen among several revisions.</summary>
internal interface IRevision
{
    string Revision { get; }
    RevisionState State { get; }
    /// <summary>First day it is valid; null: from the beginning.</summary>
    DateOnly? EffectiveFrom { get; }
    /// <summary>Last day it is valid; null: until a later revision takes over.</summary>
    DateOnly? EffectiveTo { get; }
}

/// <summary>The rules that every revision shares.</summary>
internal static class Revisions
{
    /// <summary>What may follow what; anything else is refused.</summary>
    private static readonly (RevisionState From, RevisionState To)[] Transitions =
    [
        (RevisionState.Draft, RevisionState.Released),
        (RevisionState.Draft, RevisionState.Obsolete),
        (RevisionState.Released, RevisionState.Obsolete),
    ];

    /// <summary>Why a revision can't go from one state to another, or null. Staying is no transition and always allowed.</summary>
    internal static Refusal? Move(string what, RevisionState from, RevisionState to) => from == to || Transitions.Contains((from, to))
        ? null
        : new Refusal("revision-state", $"{what} is {Word(from)} and can't become {Word(to)}; make a new revision.");

    /// <summary>The revision that is valid on a day: released, begun and not ended; where several are, the one that began last.</summary>
    internal static T? EffectiveOn<T>(this IEnumerable<T> revisions, DateOnly day) where T : class, IRevision => revisions
        .Where(revision => revision.State == RevisionState.Released
            && (revision.EffectiveFrom ?? DateOnly.MinValue) <= day && (revision.EffectiveTo ?? DateOnly.MaxValue) >= day)
        .MaxBy(revision => revision.EffectiveFrom ?? DateOnly.MinValue);

    /// <summary>Two released revisions that begin on the same day would leave open which one is meant.</summary>
    internal static Refusal? SameStart<T>(string what, IEnumerable<T> others, DateOnly? from) where T : class, IRevision =>
        others.FirstOrDefault(other => other.State == RevisionState.Released && other.EffectiveFrom == from) is { } same
            ? Refusal.Field("effectivity-same-start", "effectiveFrom", from is null
                ? $"Revision {same.Revision} of {what} is released from the beginning too; give the new one the first day on which it is valid."
                : $"Revision {same.Revision} of {what} begins on {from:yyyy-MM-dd} too; choose another first day.")
            : null;

    internal static string Word(RevisionState state) => state switch
    {
        RevisionState.Draft => "a draft",
        RevisionState.Released => "released",
        _ => "obsolete",
    };

    /// <summary>The day that an instant belongs to. Effectivity is in UTC days, so that both halves and every site choose the same revision.</summary>
    internal static DateOnly Day(this DateTime utc) => DateOnly.FromDateTime(utc);
}
