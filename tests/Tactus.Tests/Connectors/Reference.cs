namespace Tactus.Tests.Connectors;

/// <summary>Public data of real plants that lie beside the project; tests on them are skipped where they do not.</summary>
internal static class Reference
{
    /// <summary>A folder of the reference data (TACTUS_REFERENCE, or shared/reference beside the repository).</summary>
    internal static string Folder(string name)
    {
        var root = Environment.GetEnvironmentVariable("TACTUS_REFERENCE") is { Length: > 0 } given ? given : Path.Combine(Repository, "..", "shared", "reference");
        var folder = Path.Combine(root, name);
        Assert.SkipUnless(Directory.Exists(folder), $"The reference data {name} are not here (TACTUS_REFERENCE or ../shared/reference): the plant was not replayed.");
        return folder;
    }

    internal static string Sample(string plant, string file) => File.ReadAllText(Path.Combine(Repository, "samples", plant, file));

    private static string Repository
    {
        get
        {
            var at = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(at, "Tactus.slnx"))) at = Path.GetDirectoryName(at) ?? throw new InvalidOperationException("The tests do not lie below the repository.");
            return at;
        }
    }
}
