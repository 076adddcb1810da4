using System.Threading.Channels;

namespace Tactus.Platform.Live;

/// <summary>Something of a topic changed; pages fetch it again.</summary>
public sealed record LiveChange(string Topic, string? Id);

/// <summary>
/// Hands changes to open pages. Never the only copy of anything: a page that missed some is told to fetch all again.
/// The resume identifier is the start of this process and a counter; a page that comes back after a restart gets a reset.
/// </summary>
public sealed class LiveHub
{
    private const int Kept = 4096;
    private readonly Lock gate = new();
    private readonly Queue<(long Number, LiveChange Change)> recent = new();
    private readonly HashSet<Channel<(long, LiveChange)>> listeners = [];
    private readonly Dictionary<string, long> counts = new(StringComparer.Ordinal);
    private long number;

    /// <summary>Names this run of the process in resume identifiers.</summary>
    public string Epoch { get; } = Guid.CreateVersion7().ToString("N")[..12];

    /// <summary>Tells everybody who listens.</summary>
    public void Publish(IReadOnlyList<LiveChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        if (changes.Count == 0) return;
        lock (gate)
        {
            foreach (var change in changes)
            {
                recent.Enqueue((++number, change));
                counts[change.Topic] = counts.GetValueOrDefault(change.Topic) + 1;
                if (recent.Count > Kept) recent.Dequeue();
                // A listener that does not keep up loses its channel and starts again with a reset.
                listeners.RemoveWhere(listener =>
                {
                    if (listener.Writer.TryWrite((number, change))) return false;
                    listener.Writer.TryComplete();
                    return true;
                });
            }
        }
    }

    /// <summary>The number of the last change.</summary>
    internal long Newest
    {
        get { lock (gate) return number; }
    }

    /// <summary>How often a topic changed in this process: what was remembered under another count is read again.</summary>
    internal long CountOf(string topic)
    {
        lock (gate) return counts.GetValueOrDefault(topic);
    }

    /// <summary>Listens from a resume identifier on. <c>Missed</c>: the page must fetch all again.</summary>
    internal (ChannelReader<(long Number, LiveChange Change)> Reader, bool Missed, Action Leave) Listen(string? resume)
    {
        var channel = Channel.CreateBounded<(long, LiveChange)>(new BoundedChannelOptions(Kept * 2) { FullMode = BoundedChannelFullMode.Wait });
        lock (gate)
        {
            var missed = false;
            if (resume is not null)
            {
                var parts = resume.Split('-');
                var known = parts.Length == 2 && parts[0] == Epoch && long.TryParse(parts[1], out var from) ? from : -1;
                missed = known < 0 || known > number || (recent.Count > 0 && known < recent.Peek().Number - 1);
                if (!missed)
                    foreach (var item in recent.Where(item => item.Number > known)) channel.Writer.TryWrite(item);
            }
            listeners.Add(channel);
            return (channel.Reader, missed, () => { lock (gate) listeners.Remove(channel); });
        }
    }
}
