using System.Reflection;

namespace Tactus.Contracts;

/// <summary>What one half tells the other. Shaped after ISA-95 part 2 and part 4 exchanges; the B2MML connector writes it on the wire.</summary>
public interface IMessage
{
    /// <summary>Messages of one stream arrive and are applied in the order they were sent, e.g. <c>work-order:WO-000123</c>.</summary>
    string Stream { get; }
}

/// <summary>The stable name and version of a message on every wire.</summary>
/// <param name="name">e.g. <c>operations-schedule-released.v1</c>; within a version fields are only added.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MessageNameAttribute(string name) : Attribute
{
    /// <summary>The wire name.</summary>
    public string Name { get; } = name;
}

/// <summary>Every message of the contract by its wire name.</summary>
public static class MessageNames
{
    private static readonly Dictionary<string, Type> ByName = typeof(IMessage).Assembly.GetExportedTypes()
        .Where(type => type.GetCustomAttribute<MessageNameAttribute>() is not null)
        .ToDictionary(type => type.GetCustomAttribute<MessageNameAttribute>()!.Name, StringComparer.Ordinal);

    /// <summary>All names with their types.</summary>
    public static IReadOnlyDictionary<string, Type> All => ByName;

    /// <summary>The wire name of a message type; throws for a type without one, which is a bug.</summary>
    public static string Of(Type type) => type.GetCustomAttribute<MessageNameAttribute>()?.Name
        ?? throw new InvalidOperationException($"{type.Name} has no message name.");
}
