using Tactus.Contracts;

namespace Tactus.Platform.Messaging;

/// <summary>What a half does with the messages it receives. Filled by the modules at start.</summary>
public sealed class MessageHandlers
{
    private readonly Dictionary<(string Half, Type Message), Func<HalfDb, IMessage, CommandContext, CancellationToken, Task<Refusal?>>> handlers = [];

    /// <summary>
    /// Registers the one handler of a message in a half. It runs in a transaction with the inbox's position: a refusal
    /// or an exception leaves nothing and the message is tried again, then shown as stuck.
    /// </summary>
    public void On<TDb, TMessage>(string half, Func<TDb, TMessage, CommandContext, CancellationToken, Task<Refusal?>> apply)
        where TDb : HalfDb where TMessage : IMessage =>
        handlers.Add((half, typeof(TMessage)), (db, message, by, stop) => apply((TDb)db, (TMessage)message, by, stop));

    internal Func<HalfDb, IMessage, CommandContext, CancellationToken, Task<Refusal?>>? Find(string half, Type message) =>
        handlers.GetValueOrDefault((half, message));
}
