namespace Tactus.Host;

/// <summary>One server at a time on a data folder: a file that the running process holds, so that a crash leaves nothing to clean up.</summary>
internal sealed class DataLock : IDisposable
{
    private readonly FileStream file;

    private DataLock(FileStream file) => this.file = file;

    /// <summary>Null when another process holds the folder.</summary>
    internal static DataLock? Take(string folder)
    {
        Directory.CreateDirectory(folder);
        try
        {
            return new DataLock(new FileStream(Path.Combine(folder, "tactus.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => file.Dispose();
}
