using System.Text;
using Tactus.Connectors.Files;
using Tactus.Platform;

namespace Tactus.Tests.Connectors;

/// <summary>A folder of input files, and an import into a plant as the command line does it.</summary>
internal sealed class Folder : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("tactus-in-").FullName;

    internal string Journal => System.IO.Path.Combine(Path, "state", "import.journal");

    internal Folder With(string name, string text, Encoding? encoding = null)
    {
        File.WriteAllText(System.IO.Path.Combine(Path, name), text, encoding ?? new UTF8Encoding(false));
        return this;
    }

    internal Folder With(string name, byte[] bytes)
    {
        File.WriteAllBytes(System.IO.Path.Combine(Path, name), bytes);
        return this;
    }

    internal async Task<ImportResult> Import(Plant plant, string mapping, bool dryRun = false, IPoster? poster = null, bool journal = true)
    {
        await using var rehearsal = new Rehearsal(plant.Services);
        // The rehearsal's transaction ends before the first row is posted for good.
        return await Importer.Run(mapping, new ImportOptions(Path, dryRun, journal ? Journal : null),
            poster ?? new DirectPoster(plant.Services, "test"), rehearsal, "test", CancellationToken.None);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
