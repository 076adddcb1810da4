using System.Collections.Concurrent;

namespace Tactus.Platform.Messaging;

/// <summary>Wakes the courier and the appliers right after a commit; they also look by themselves, so a lost signal costs a second, not a message.</summary>
public sealed class Signals
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> bells = new();

    /// <summary>A half has something to send.</summary>
    internal void Sent(string half) => Ring("sent:" + half);

    /// <summary>A half has received something.</summary>
    internal void Received(string half) => Ring("received:" + half);

    /// <summary>Waits for the bell or the time.</summary>
    internal Task Wait(string bell, TimeSpan most, CancellationToken stop) => Bell(bell).WaitAsync(most, stop);

    private void Ring(string name)
    {
        var bell = Bell(name);
        // One ring is enough for all that came before it.
        if (bell.CurrentCount == 0) bell.Release();
    }

    private SemaphoreSlim Bell(string name) => bells.GetOrAdd(name, _ => new SemaphoreSlim(0));
}
