using System.Security.Cryptography;
using System.Text;

namespace Tactus.Connectors.Files;

/// <summary>Makes the key of a row's command from what the row says, so that a run that was killed can be repeated from its beginning.</summary>
internal static class Keys
{
    /// <summary>Twelve bytes of SHA-256 in hexadecimal: enough to tell two bodies of one thing apart.</summary>
    internal static string Hash(ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(body, hash);
        return Convert.ToHexStringLower(hash[..12]);
    }

    /// <summary>A UUID (version 8) of mapping, step, key, body and how often the body has come back.</summary>
    internal static Guid Of(string mapping, string step, string key, string bodyHash, int generation)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001e', mapping, step, key, bodyHash, generation)), hash);
        hash[6] = (byte)((hash[6] & 0x0f) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}

/// <summary>
/// What was posted last for each thing, as lines appended to a file. It is not what keeps a row from counting twice (the
/// command's key does that in the database itself); it tells that a thing went from A to B and back to A, which needs a new
/// key, and counts what is new, changed and unchanged. A journal that is lost or older than the data does no harm beyond that.
/// </summary>
internal sealed class Journal : IDisposable
{
    private readonly Dictionary<string, (string Hash, int Generation)> last = new(StringComparer.Ordinal);
    private readonly StreamWriter? file;

    internal Journal(string? path)
    {
        if (path is null) return;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        if (File.Exists(path))
            foreach (var line in File.ReadLines(path))
                // A line that a kill cut off is no line.
                if (line.Split('\t') is [var step, var key, var hash, var generation, "."] && int.TryParse(generation, out var number))
                    last[step + '\t' + key] = (hash, number);
        file = new StreamWriter(path, append: true, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
        // Ends a line that was cut off.
        if (file.BaseStream.Length > 0) file.WriteLine();
    }

    /// <summary>Whether this body is new, changed or the one posted last, and which time round it is.</summary>
    internal (RowNews News, int Generation) Next(string step, string key, string hash) =>
        !last.TryGetValue(step + '\t' + Short(key), out var before) ? (RowNews.New, 1)
        : before.Hash == hash ? (RowNews.Same, before.Generation)
        : (RowNews.Changed, before.Generation + 1);

    internal void Posted(string step, string key, string hash, int generation)
    {
        last[step + '\t' + Short(key)] = (hash, generation);
        file?.WriteLine($"{step}\t{Short(key)}\t{hash}\t{generation}\t.");
    }

    public void Dispose() => file?.Dispose();

    private static string Short(string key) => Keys.Hash(Encoding.UTF8.GetBytes(key));
}

internal enum RowNews { New, Changed, Same }
