using Tactus.Scheduling.Classic;
using Tactus.Scheduling.Formats;

namespace Tactus.Scheduling.Tests.Formats;

/// <summary>The folder of published instances, which is not part of the repository.</summary>
internal static class Reference
{
    public static string Folder()
    {
        var set = Environment.GetEnvironmentVariable("TACTUS_REFERENCE");
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); set is null && folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, "shared", "reference", "scheduling")))
            {
                set = Path.Combine(folder.FullName, "shared", "reference");
            }
        }
        var path = set is null ? null : Path.Combine(set, "scheduling");
        if (path is null || !Directory.Exists(path))
        {
            Assert.Skip("The published instances are not here (TACTUS_REFERENCE names their folder).");
        }
        return path!;
    }

    public static string[] Files(string set, string pattern) =>
        [.. Directory.EnumerateFiles(Path.Combine(Folder(), set), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    public static T Read<T>(string set, string file, Func<TextReader, string, T> read)
    {
        using var reader = new StreamReader(Path.Combine(Folder(), set, file));
        return read(reader, Path.GetFileNameWithoutExtension(file));
    }

    public static ShopInstance Wt40(string instance) =>
        Read("wt40", "wt40_jobs.csv", (reader, _) => ClassicFormats.ReadWeightedTardiness(reader, instance, instance));

    public static IReadOnlyList<string[]> Csv(string set, string file) =>
        [.. File.ReadLines(Path.Combine(Folder(), set, file)).Skip(1).Where(line => line.Length > 0).Select(line => line.Split(','))];
}
