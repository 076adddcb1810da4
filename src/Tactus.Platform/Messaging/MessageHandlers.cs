using Tactus.Contracts;

namespace Tactus.Platform.Messaging;

/// <summary>What a half does with the messages it receives. Filled by the modules at start.</summary>
public sealed class MessageHandlers
{
    private readonly Dictionary<(string Half, Type Message), Func<HalfDb, IMessage, CommandContext, CancellationToken, Task<Refusal?>>> handlers = [];

    private readonly Dictionary<(string Half, Type Message), Func<HalfDb, IEnumerable<IMessage>, CancellationToken, Task>> loads = [];

    /// <summary>
    /// Registers the one handler of a message in a half. It runs in a transaction with the inbox's position: a refusal
    /// or an exception leaves nothing and the message is tried again, then shown as stuck.
    /// </summary>
    public void On<TDb, TMessage>(string half, Func<TDb, TMessage, CommandContext, CancellationToken, Task<Refusal?>> apply)
        where TDb : HalfDb where TMessage : IMessage =>
        handlers.Add((half, typeof(TMessage)), (db, message, by, stop) => apply((TDb)db, (TMessage)message, by, stop));

    /// <summary>
    /// Registers what loads, in a few reads, what the handler of a message will ask for one by one. It is given all messages of a kind
    /// that are about to be applied in the transaction, and is only there for speed: the handler finds the same without it.
    /// </summary>
    public void Expect<TDb, TMessage>(string half, Func<TDb, IReadOnlyList<TMessage>, CancellationToken, Task> load) where TDb : HalfDb where TMessage : IMessage =>
        loads.Add((half, typeof(TMessage)), (db, messages, stop) => load((TDb)db, [.. messages.Cast<TMessage>()], stop));

    internal async Task Load(string half, HalfDb db, IEnumerable<IMessage> messages, CancellationToken stop)
    {
        foreach (var kind in messages.GroupBy(message => message.GetType()))
            if (loads.GetValueOrDefault((half, kind.Key)) is { } load) await load(db, kind, stop);
    }

    internal Func<HalfDb, IMessage, CommandContext, CancellationToken, Task<Refusal?>>? Find(string half, Type message) =>
        handlers.GetValueOrDefault((half, message));
}
