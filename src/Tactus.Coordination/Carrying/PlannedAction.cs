using System.Text.Json;
using Tactus.Contracts;
using Tactus.Platform;

namespace Tactus.Coordination.Carrying;

/// <summary>What kinds of things a decision can set in motion.</summary>
internal enum ActionKind
{
    /// <summary>A function is asked and says yes or no before anything is changed.</summary>
    Ask,
    /// <summary>Somebody does something and says so.</summary>
    Do,
    /// <summary>The business half changes a work order.</summary>
    ChangeWorkOrder,
    /// <summary>The business half changes what a customer is promised.</summary>
    ChangePromise,
    /// <summary>The plant opens equipment longer.</summary>
    OpenOvertime,
    /// <summary>The plant starts nothing new of an order until the exception is decided; or does again.</summary>
    FenceStarts,
}

/// <summary>One thing that has to be done so that a way out comes true.</summary>
/// <param name="Key">Unique in its way out.</param>
/// <param name="Role">The function that answers or does it; null: a system does.</param>
/// <param name="Text">What is asked or done, for the person and the story.</param>
/// <param name="After">Keys of what must be done before.</param>
/// <param name="Body">What the system needs, as JSON of the kind's record.</param>
/// <param name="DueMinutes">Working time from when it can begin; null: the usual.</param>
internal sealed record PlannedAction(string Key, ActionKind Kind, string? Role, string Text, IReadOnlyList<string> After, string Body = "{}", int? DueMinutes = null)
{
    internal static PlannedAction Ask(string key, string role, string text, params string[] after) => new(key, ActionKind.Ask, role, text, after);

    internal static PlannedAction Do(string key, string role, string text, params string[] after) => new(key, ActionKind.Do, role, text, after);

    internal static PlannedAction System(string key, ActionKind kind, string text, object body, params string[] after) =>
        new(key, kind, null, text, after, JsonSerializer.Serialize(body, body.GetType(), TactusJson.Options));

    internal T Reads<T>() => JsonSerializer.Deserialize<T>(Body, TactusJson.Options)!;
}

/// <summary>Body of <see cref="ActionKind.ChangeWorkOrder"/>; nothing to change: the mismatch is accepted.</summary>
internal sealed record OrderChangeBody(string WorkOrderNo, Quantity? Quantity = null, DateTime? DueUtc = null, int? Priority = null, bool Cancel = false);

/// <summary>Body of <see cref="ActionKind.ChangePromise"/>.</summary>
internal sealed record PromiseBody(string SalesOrderNo, int SalesLineNo, IReadOnlyList<Contracts.Messages.PromisedPart> Parts);

/// <summary>Body of <see cref="ActionKind.OpenOvertime"/>.</summary>
internal sealed record OvertimeBody(string EquipmentNo, DateTime FromUtc, DateTime ToUtc);

/// <summary>Body of <see cref="ActionKind.FenceStarts"/>.</summary>
internal sealed record FenceBody(IReadOnlyList<string> WorkOrderNos, bool Lift);

/// <summary>A planned action as the page shows it.</summary>
internal sealed record ActionPlanView(string Key, ActionKind Kind, string? Role, string Text, IReadOnlyList<string> After);
