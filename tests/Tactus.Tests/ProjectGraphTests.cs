using System.Xml.Linq;

namespace Tactus.Tests;

/// <summary>The dependency table of ARCHITECTURE.md, held against the project files.</summary>
public sealed class ProjectGraphTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Tactus.Contracts"] = [],
        ["Tactus.Platform"] = ["Tactus.Contracts"],
        ["Tactus.Scheduling"] = [],
        ["Tactus.Erp"] = ["Tactus.Platform"],
        ["Tactus.Mes"] = ["Tactus.Platform"],
        ["Tactus.Coordination"] = ["Tactus.Platform", "Tactus.Scheduling"],
        ["Tactus.Connectors"] = ["Tactus.Platform"],
        ["Tactus.Storage.Sqlite"] = ["Tactus.Platform", "Tactus.Erp", "Tactus.Mes", "Tactus.Coordination"],
        ["Tactus.Storage.Postgres"] = ["Tactus.Platform", "Tactus.Erp", "Tactus.Mes", "Tactus.Coordination"],
        ["Tactus.Host"] = ["Tactus.Erp", "Tactus.Mes", "Tactus.Coordination", "Tactus.Connectors", "Tactus.Scheduling", "Tactus.Storage.Sqlite", "Tactus.Storage.Postgres"],
    };

    [Fact]
    public void Every_project_sees_only_what_the_table_allows() => Faults(Projects(), Allowed).ShouldBeEmpty();

    [Fact]
    public void The_check_notices_a_forbidden_reference_and_an_unknown_project()
    {
        var projects = Projects();
        projects["Tactus.Mes"] = [.. projects["Tactus.Mes"], "Tactus.Erp"];
        projects["Tactus.Surprise"] = [];
        Faults(projects, Allowed).ShouldBe(["Tactus.Mes may not see Tactus.Erp", "Tactus.Surprise is not in the table"], ignoreOrder: true);
    }

    internal static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Tactus.slnx"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    private static Dictionary<string, string[]> Projects() => Directory.GetFiles(Path.Combine(Root(), "src"), "*.csproj", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetFileNameWithoutExtension(file), file => XDocument.Load(file).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'))).ToArray());

    private static List<string> Faults(Dictionary<string, string[]> projects, Dictionary<string, string[]> allowed) =>
    [
        .. projects.Keys.Where(project => !allowed.ContainsKey(project)).Select(project => $"{project} is not in the table"),
        .. projects.Where(project => allowed.ContainsKey(project.Key))
            .SelectMany(project => project.Value.Except(allowed[project.Key]).Select(seen => $"{project.Key} may not see {seen}")),
    ];
}
