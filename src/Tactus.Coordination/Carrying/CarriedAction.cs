using Microsoft.EntityFrameworkCore;
using Tactus.Coordination.Picture;
using Tactus.Platform;

namespace Tactus.Coordination.Carrying;

/// <summary>How far an action of a decision is.</summary>
internal enum ActionState
{
    /// <summary>Something else must be done before.</summary>
    Waiting,
    /// <summary>The person or system has been asked.</summary>
    Begun,
    Done,
    /// <summary>The person said no, or the system's rules did.</summary>
    Refused,
    /// <summary>Another action was refused, or the exception took another turn, before this one was answered.</summary>
    Dropped,
}

/// <summary>One thing that a decision, or the containment before it, set in motion; done once however often it is told.</summary>
internal sealed class CarriedAction : IVersioned
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string DisruptionNo { get; init; }
    /// <summary>Null: containment, before anybody decided.</summary>
    public Guid? DecisionId { get; init; }
    public required string Key { get; init; }
    public ActionKind Kind { get; init; }
    public string? Role { get; init; }
    public required string Text { get; init; }
    public required string Body { get; init; }
    public List<string> After { get; init; } = [];
    /// <summary>Working minutes that a person has; null: the usual.</summary>
    public int? DueMinutes { get; init; }
    public ActionState State { get; private set; }
    /// <summary>The task that a person has for it.</summary>
    public string? TaskNo { get; set; }
    public DateTime? BegunUtc { get; private set; }
    public DateTime? EndedUtc { get; private set; }
    /// <summary>What was answered.</summary>
    public string? Answer { get; private set; }
    public long Version { get; set; }

    internal static CarriedAction Of(string disruptionNo, Guid? decisionId, PlannedAction planned) => new()
    {
        DisruptionNo = disruptionNo, DecisionId = decisionId, Key = planned.Key, Kind = planned.Kind, Role = planned.Role, Text = planned.Text, Body = planned.Body, After = [.. planned.After],
        DueMinutes = planned.DueMinutes,
    };

    internal PlannedAction Planned => new(Key, Kind, Role, Text, After, Body, DueMinutes);

    internal bool Open => State is ActionState.Waiting or ActionState.Begun;

    internal void Begin(DateTime nowUtc) => (State, BegunUtc) = (ActionState.Begun, nowUtc);

    /// <summary>Ends it; what has ended already stays as it is, so an answer that comes twice changes nothing.</summary>
    internal bool End(ActionState how, string? answer, DateTime nowUtc)
    {
        if (!Open) return false;
        (State, Answer, EndedUtc) = (how, answer, nowUtc);
        return true;
    }

    internal static void Map(ModelBuilder model) => model.Entity<CarriedAction>(entity =>
    {
        entity.ToTable("carried_actions");
        entity.HasKey(each => each.Id);
        entity.Property(each => each.Id).ValueGeneratedNever();
        entity.Property(each => each.Kind).HasConversion<string>();
        entity.Property(each => each.State).HasConversion<string>();
        entity.Ignore(each => each.Open);
        entity.Ignore(each => each.Planned);
        entity.HasIndex(each => each.DisruptionNo);
        PictureArea.AsJson(entity.Property(each => each.After));
    });
}

/// <summary>An action as the page shows it.</summary>
internal sealed record ActionView(
    Guid Id, Guid? DecisionId, string Key, ActionKind Kind, string? Role, string Text, IReadOnlyList<string> After, ActionState State, string? TaskNo, DateTime? BegunUtc, DateTime? EndedUtc, string? Answer)
{
    internal static ActionView Of(CarriedAction each) =>
        new(each.Id, each.DecisionId, each.Key, each.Kind, each.Role, each.Text, each.After, each.State, each.TaskNo, each.BegunUtc, each.EndedUtc, each.Answer);
}

/// <summary>The area's tables.</summary>
internal static class CarryingTables
{
    extension(CoordinationDb db)
    {
        internal DbSet<CarriedAction> CarriedActions => db.Set<CarriedAction>();
    }
}
