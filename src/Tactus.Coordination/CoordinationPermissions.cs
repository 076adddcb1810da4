using Tactus.Platform;

namespace Tactus.Coordination;

/// <summary>The rights of coordination.</summary>
public static class CoordinationPermissions
{
    /// <summary>See exceptions, options, decisions, tasks and measures.</summary>
    public const string Read = "coordination.read";

    /// <summary>All of them with their texts.</summary>
    public static IReadOnlyList<Permission> All { get; } = [new(Read, "See what coordination handles: exceptions, options, decisions, tasks, measures")];
}
