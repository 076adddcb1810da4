using System.CommandLine;

namespace Tactus.Host.Commands;

/// <summary>Where the data is, as all commands take it.</summary>
internal static class Place
{
    internal static Option<string> Data() => new("--data")
    {
        Description = "Folder of the embedded database (TACTUS_DATA)",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("TACTUS_DATA") is { Length: > 0 } set ? set : "data",
    };

    internal static Option<string?> Db() => new("--db")
    {
        Description = "PostgreSQL connection string instead of a folder (TACTUS_DB)",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("TACTUS_DB") is { Length: > 0 } set ? set : null,
    };

    internal static int Fail(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return 1;
    }
}
