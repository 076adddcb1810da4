using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tactus.Coordination.Exceptions;
using Tactus.Platform;

namespace Tactus.Coordination.Decisions;

/// <summary>How ways out of some kinds of exceptions are found.</summary>
internal interface IWaysOf
{
    /// <summary>The kinds it answers.</summary>
    IReadOnlyList<string> Kinds { get; }

    /// <summary>
    /// What the ways out depend on, as a record that becomes JSON. Read when they are reckoned and again when one is decided: if it has
    /// changed meanwhile the decision would be about something that is no more.
    /// </summary>
    Task<object> Known(CoordinationDb db, Disruption disruption, CancellationToken stop);

    /// <summary>Finds them; reads and reckons outside any transaction.</summary>
    /// <param name="known">What <see cref="Known"/> read from the same context.</param>
    Task<Reckoning> Reckon(CoordinationDb db, Disruption disruption, object known, DateTime nowUtc, CancellationToken stop);
}

/// <summary>What came out of reckoning: ways out, or why there are none.</summary>
/// <param name="Assessed">The story's sentence about what happens when nothing is done.</param>
/// <param name="Offered">The story's sentence about what can be done.</param>
internal sealed record Reckoning(IReadOnlyList<WayOut> Ways, string Assessed, string Offered, string? BlockedCode = null, string? BlockedWhy = null)
{
    internal static Reckoning Blocked(string code, string why) => new([], "", "", code, why);
}

/// <summary>What was known, as it is kept with options and decisions.</summary>
/// <param name="Json">As it was.</param>
/// <param name="Hash">SHA-256 of it, hexadecimal.</param>
internal sealed record Snapshot(string Json, string Hash)
{
    internal static Snapshot Of(object known)
    {
        var json = JsonSerializer.Serialize(known, known.GetType(), TactusJson.Options);
        return new Snapshot(json, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json))));
    }
}

/// <summary>Every kind's way of finding ways out.</summary>
internal static class WaysOfKinds
{
    private static readonly IReadOnlyList<IWaysOf> All = [new StopWays(), new OrderChangeWays()];

    private static readonly Dictionary<string, IWaysOf> ByKind = All.SelectMany(ways => ways.Kinds.Select(kind => (kind, ways))).ToDictionary(pair => pair.kind, pair => pair.ways);

    internal static IWaysOf Of(string kind) => ByKind[kind];
}
