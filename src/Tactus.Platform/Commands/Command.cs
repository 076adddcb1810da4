using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace Tactus.Platform;

/// <summary>Who does it: a person, a station's person, a key or Tactus itself.</summary>
/// <param name="Kind">person, key or system.</param>
/// <param name="Id">The person's or key's identifier; empty for Tactus itself.</param>
/// <param name="Number">Personnel number or key name, as the ledger shows it.</param>
/// <param name="Permissions">What the actor may do; deny by default.</param>
/// <param name="StationNo">The station the actor sits at, when there is one.</param>
public sealed record Actor(
    string Kind, Guid Id, string Number, string Name, IReadOnlySet<string> Permissions, string? StationNo = null)
{
    /// <summary>Tactus itself: message handlers, timers, the command line on this machine. May do everything.</summary>
    public static Actor System { get; } = new("system", Guid.Empty, "tactus", "Tactus", new HashSet<string> { Platform.Permissions.Everything });

    /// <summary>Whether the actor holds a right.</summary>
    public bool May(string permission) => Permissions.Contains(permission) || Permissions.Contains(Platform.Permissions.Everything);
}

/// <summary>The circumstances of one command: who, when, under which version, why.</summary>
public sealed class CommandContext(Actor actor, DateTime nowUtc)
{
    /// <summary>Who does it.</summary>
    public Actor Actor { get; } = actor;

    /// <summary>When the server got it, UTC. When it happened on the floor is a field of the command.</summary>
    public DateTime NowUtc { get; } = nowUtc;

    /// <summary>The version that the caller saw (If-Match), when one was given.</summary>
    public long? IfMatch { get; init; }

    /// <summary>The reason that the ledger keeps. A use case that asks a person for a reason sets it.</summary>
    public string? Why { get; set; }

    /// <summary>What was set when Tactus was started; the same as long as it runs, so a rule may read it however often it runs.</summary>
    internal T Setting<T>() where T : notnull => Settings!.GetRequiredService<T>();

    internal IServiceProvider? Settings { get; set; }

    /// <summary>Carried through a chain of messages so that the ledger of both halves can be read as one story.</summary>
    public Guid CorrelationId { get; init; } = Guid.CreateVersion7();
}

/// <summary>
/// A change that somebody asks for. A use case derives from it: its properties are the request's fields, its
/// <see cref="Handle"/> the rule. The runner calls Handle inside a transaction and saves once: state, outgoing
/// messages, audit entries and the idempotency key commit together or not at all. Handle never saves and never
/// publishes; it may run again after a clash, so it keeps nothing outside the context.
/// </summary>
/// <typeparam name="TDb">The half whose state changes.</typeparam>
/// <typeparam name="TResult">What the caller is told; the same again for a retry.</typeparam>
public abstract record Command<TDb, TResult> where TDb : HalfDb
{
    /// <summary>Made by the caller and reused on retry: one identifier counts once. Body field <c>id</c> or header Idempotency-Key.</summary>
    [JsonPropertyOrder(-1)]
    public Guid Id { get; init; }

    /// <summary>Finds, asks the aggregate, adds what comes of it to <paramref name="db"/>. Returns a refusal as a value.</summary>
    public abstract Task<Outcome<TResult>> Handle(TDb db, CommandContext by, CancellationToken stop);
}

/// <summary>Names the refusal codes that a use case can answer, for the API description. Common codes need not be named.</summary>
/// <param name="codes">Stable codes.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RefusesAttribute(params string[] codes) : Attribute
{
    /// <summary>The codes.</summary>
    public IReadOnlyList<string> Codes { get; } = codes;
}
