using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Connectors.Files;
using Tactus.Mes;
using Tactus.Mes.Equipment;
using Tactus.Platform;

namespace Tactus.Tests.Connectors;

public sealed class ImportTests
{
    /// <summary>A small plant: a site, and machines in groups, from one file.</summary>
    private const string Mapping = """
        { "name": "small", "timeZone": "Europe/Berlin",
          "sources": { "machines": { "file": "machines.csv", "columns": ["no", "group"] } },
          "steps": [
            { "name": "site", "source": "machines", "to": "/api/mes/equipment", "key": ["group"], "duplicates": "first",
              "body": { "no": { "$template": "SITE-{group}" }, "name": "The site", "level": "site" } },
            { "name": "area", "source": "machines", "to": "/api/mes/equipment", "key": ["group"], "duplicates": "first",
              "body": { "no": { "$template": "AREA-{group}" }, "name": "The area", "level": "area", "parentNo": { "$template": "SITE-{group}" } } },
            { "name": "group", "source": "machines", "to": "/api/mes/equipment", "key": ["group"], "duplicates": "first",
              "body": { "no": { "$column": "group" }, "name": { "$column": "group" }, "level": "workCentre", "parentNo": { "$template": "AREA-{group}" } } },
            { "name": "machine", "source": "machines", "to": "/api/mes/equipment", "key": ["no"],
              "body": { "no": { "$column": "no", "required": true }, "name": { "$column": "name", "default": "unnamed" }, "level": "workUnit",
                        "parentNo": { "$column": "group" },
                        "machine": { "cycleSeconds": { "$column": "cycle", "type": "decimal", "decimal": ",", "thousands": "." } } } }
          ] }
        """;

    private const string Machines = "no;x;group;name;cycle\nM-1;;PRESS;\"Press; \"\"big\"\"\";1.234,5\nM-2;;PRESS;Écluse;36\n;;;;\n\n";

    private static string Semicolon(string mapping = Mapping) => mapping.Replace("\"file\": \"machines.csv\"", "\"file\": \"machines.csv\", \"delimiter\": \";\"", StringComparison.Ordinal);

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_import_posts_every_row_and_a_second_run_does_nothing_twice(string database)
    {
        await using var plant = await Plant.New(database);
        using var folder = new Folder().With("machines.csv", Machines);

        var first = await folder.Import(plant, Semicolon());
        first.Faults.ShouldBeEmpty();
        first.Done.ShouldBeTrue();
        first.Posted.ShouldBe(5);
        first.Steps.Single(step => step.Step == "machine").ShouldBe(new StepFigures("machine", 2, 0, 2, 0, 0));
        var audited = await Audited(plant);

        var second = await folder.Import(plant, Semicolon());
        second.Done.ShouldBeTrue();
        second.Steps.Sum(step => step.Same).ShouldBe(5);
        second.Steps.Sum(step => step.New + step.Changed).ShouldBe(0);
        (await Audited(plant)).ShouldBe(audited);

        await using var db = plant.Mes();
        var press = await db.Equipment.SingleAsync(node => node.No == "M-1");
        press.Name.ShouldBe("Press; \"big\"");
        press.CycleSeconds.ShouldBe(1234.5m);
        (await db.Equipment.SingleAsync(node => node.No == "M-2")).Name.ShouldBe("Écluse");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_changed_row_is_a_change_also_when_it_changes_back(string database)
    {
        await using var plant = await Plant.New(database);
        using var folder = new Folder();
        foreach (var (name, news) in ((string, (int, int))[])[("Old", (5, 0)), ("New", (0, 1)), ("Old", (0, 1))])
        {
            folder.With("machines.csv", $"no,group,name,cycle\nM-1,PRESS,{name},\nM-2,PRESS,Other,\n");
            var result = await folder.Import(plant, Mapping);
            result.Faults.ShouldBeEmpty();
            (result.Steps.Sum(step => step.New), result.Steps.Sum(step => step.Changed)).ShouldBe(news);
            await using var db = plant.Mes();
            (await db.Equipment.SingleAsync(node => node.No == "M-1")).Name.ShouldBe(name);
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_row_that_a_rule_refuses_leaves_nothing_of_the_whole_import(string database)
    {
        await using var plant = await Plant.New(database);
        using var folder = new Folder().With("machines.csv", "no,group,name,cycle\nM-1,PRESS,Good,10\nM 2,PRESS,Bad number,10\nM-3,PRESS,Bad cycle,0\n");

        var result = await folder.Import(plant, Mapping);
        result.Done.ShouldBeFalse();
        result.Posted.ShouldBe(0);
        result.Faults.Select(fault => (fault.Step, fault.File, fault.Row, fault.Column, fault.Value, fault.Code)).ShouldBe(
        [
            ("machine", "machines.csv", 3, "no", "M 2", "equipment-number"),
            ("machine", "machines.csv", 4, "cycle", "0", "machine-settings"),
        ]);
        result.Faults[0].Sentence.ShouldContain("letters");
        await using var db = plant.Mes();
        (await db.Equipment.CountAsync()).ShouldBe(0);
        (await Audited(plant)).ShouldBe(0);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_dry_run_knows_rows_that_build_on_each_other_and_keeps_nothing(string database)
    {
        await using var plant = await Plant.New(database);
        using var folder = new Folder().With("machines.csv", "no,group,name,cycle\nM-1,PRESS,Good,10\n");
        var result = await folder.Import(plant, Mapping, dryRun: true);
        result.Faults.ShouldBeEmpty();
        (result.Done, result.DryRun, result.Posted).ShouldBe((true, true, 0));
        await using var db = plant.Mes();
        (await db.Equipment.CountAsync()).ShouldBe(0);
        Directory.Exists(Path.GetDirectoryName(folder.Journal)).ShouldBeFalse();

        // The same keys must still be free: the rehearsal's receipts are gone too.
        (await folder.Import(plant, Mapping)).Posted.ShouldBe(4);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Killed_at_any_row_it_goes_on_and_ends_the_same(string database)
    {
        await using var plant = await Plant.New(database);
        using var folder = new Folder().With("machines.csv",
            "no,group,name,cycle\n" + string.Concat(Enumerable.Range(1, 20).Select(i => $"M-{i},G{i % 3},Machine {i},{i}\n")));
        // Killed after the command counted and before the journal knew it: the worst place.
        foreach (var after in (int[])[1, 4, 9, 17, 26])
            await Should.ThrowAsync<IOException>(() => folder.Import(plant, Mapping, poster: new Dying(new DirectPoster(plant.Services, "test"), after)));
        var last = await folder.Import(plant, Mapping);
        last.Faults.ShouldBeEmpty();
        last.Done.ShouldBeTrue();
        await using var db = plant.Mes();
        (await db.Equipment.CountAsync()).ShouldBe(29);
        // Each thing was written to the ledger once, however often the runs repeated it.
        (await Audited(plant)).ShouldBe(29);
    }

    [Fact]
    public async Task A_lost_journal_counts_nothing_twice()
    {
        await using var plant = await Plant.New("sqlite");
        using var folder = new Folder().With("machines.csv", Machines);
        (await folder.Import(plant, Semicolon())).Done.ShouldBeTrue();
        var audited = await Audited(plant);
        File.Delete(folder.Journal);
        (await folder.Import(plant, Semicolon())).Done.ShouldBeTrue();
        (await Audited(plant)).ShouldBe(audited);
    }

    [Fact]
    public async Task What_a_person_changed_since_is_not_undone_by_an_unchanged_row()
    {
        await using var plant = await Plant.New("sqlite");
        using var folder = new Folder().With("machines.csv", "no,group,name,cycle\nM-1,PRESS,From the file,10\n");
        await folder.Import(plant, Mapping);
        (await plant.Post("/api/mes/equipment", new { id = Guid.NewGuid(), no = "M-1", name = "By hand", level = "workUnit", parentNo = "PRESS" })).Done.ShouldBeTrue();
        await folder.Import(plant, Mapping);
        await using var db = plant.Mes();
        (await db.Equipment.SingleAsync(node => node.No == "M-1")).Name.ShouldBe("By hand");
    }

    [Fact]
    public async Task Every_fault_names_file_row_column_and_value()
    {
        await using var plant = await Plant.New("sqlite");
        using var folder = new Folder().With("machines.csv",
            "no,group,name,cycle\nM-1,PRESS,=cmd|' /C calc'!A0,10\nM-2,PRESS,ok,ten\nM-3,PRESS,ok,1.5.0\nM-2,PRESS,other,5\n,PRESS,no number,5\nM-4,,no group,5\n");
        var result = await folder.Import(plant, Mapping);
        result.Done.ShouldBeFalse();
        var found = result.Faults.Select(fault => (fault.Row, fault.Column, fault.Code)).ToList();
        found.ShouldContain((2, "name", "formula"));
        found.ShouldContain((3, "cycle", "number-format"));
        found.ShouldContain((4, "cycle", "number-format"));
        found.ShouldContain((5, "no", "key-twice"));
        found.ShouldContain((6, "no", "key-blank"));
        found.ShouldContain((7, "group", "key-blank"));
        result.Faults.ShouldAllBe(fault => fault.File == "machines.csv" && fault.Sentence.Length > 10);
        result.Faults.First(fault => fault.Row == 3).ToString().ShouldBe("machines.csv row 3, column cycle, value \"ten\": This is not a number with '.' between thousands and ',' before decimals. [number-format]");
    }

    [Fact]
    public async Task Bytes_that_are_not_of_the_encoding_are_a_fault_and_a_named_encoding_is_read()
    {
        await using var plant = await Plant.New("sqlite");
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var folder = new Folder().With("machines.csv", "no,group,name,cycle\r\nM-1,PRESS,Müller €,\r\n", Encoding.GetEncoding(1252));
        (await folder.Import(plant, Mapping)).Faults.Single().Code.ShouldBe("encoding");
        var named = await folder.Import(plant, Mapping.Replace("\"file\": \"machines.csv\"", "\"file\": \"machines.csv\", \"encoding\": \"windows-1252\"", StringComparison.Ordinal));
        named.Faults.ShouldBeEmpty();
        await using var db = plant.Mes();
        (await db.Equipment.SingleAsync(node => node.No == "M-1")).Name.ShouldBe("Müller €");
    }

    [Fact]
    public async Task A_workbook_reads_like_the_same_text_file()
    {
        await using var plant = await Plant.New("sqlite");
        using var folder = new Folder().With("machines.xlsx", Workbook.Of("Plan", [["no", "group", "name", "cycle"], ["M-1", "PRESS", "From a sheet", 12.5], [], ["M-2", "PRESS", "Zweite", 36]]));
        var mapping = Mapping.Replace("machines.csv\"", "machines.xlsx\", \"sheet\": \"Plan\"", StringComparison.Ordinal).Replace("\"decimal\": \",\", \"thousands\": \".\"", "\"decimal\": \".\"", StringComparison.Ordinal);
        var result = await folder.Import(plant, mapping);
        result.Faults.ShouldBeEmpty();
        await using var db = plant.Mes();
        (await db.Equipment.SingleAsync(node => node.No == "M-1")).CycleSeconds.ShouldBe(12.5m);
        (await folder.Import(plant, mapping.Replace("\"Plan\"", "\"Other\"", StringComparison.Ordinal))).Faults.ShouldContain(fault => fault.Code == "sheet-missing");
        folder.With("machines.xlsx", "not a workbook");
        (await folder.Import(plant, mapping)).Faults.ShouldContain(fault => fault.Code == "workbook");
    }

    [Fact]
    public async Task A_file_that_changes_between_checking_and_posting_is_not_posted()
    {
        await using var plant = await Plant.New("sqlite");
        using var folder = new Folder().With("machines.csv", "no,group,name,cycle\nM-1,PRESS,Good,10\n");
        var changed = false;
        await using var rehearsal = new Rehearsal(plant.Services);
        var result = await Importer.Run(Mapping, new ImportOptions(folder.Path, Progress: _ =>
        {
            if (changed) return;
            changed = true;
            File.AppendAllText(Path.Combine(folder.Path, "machines.csv"), "M-9,PRESS,Late,10\n");
        }), new DirectPoster(plant.Services, "test"), rehearsal, "test", CancellationToken.None);
        result.Faults.Single().Code.ShouldBe("file-changed");
        await using var db = plant.Mes();
        (await db.Equipment.CountAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("{ \"name\": \"x\" }", "steps")]
    [InlineData("{ \"name\": \"x\", \"sources\": {}, \"steps\": [], \"extra\": 1 }", "extra")]
    [InlineData("{ \"name\": \"x\", \"sources\": {}, \"steps\": [{ \"name\": \"a\", \"source\": \"s\", \"to\": \"/api/x\", \"key\": [\"k\"], \"body\": {} }] }", "source 's'")]
    [InlineData("{ \"name\": \"x\", \"sources\": {\"s\":{\"file\":\"../up.csv\"}}, \"steps\": [{ \"name\": \"a\", \"source\": \"s\", \"to\": \"/api/x\", \"key\": [\"k\"], \"body\": {} }] }", "--from")]
    [InlineData("{ \"name\": \"x\", \"sources\": {\"s\":{\"file\":\"a.csv\"}}, \"steps\": [{ \"name\": \"a\", \"source\": \"s\", \"to\": \"/api/x\", \"key\": [\"k\"], \"body\": {\"f\":{\"$colum\":\"a\"}} }] }", "$colum")]
    [InlineData("{ \"name\": \"x\", \"sources\": {\"s\":{\"file\":\"a.csv\"}}, \"steps\": [{ \"name\": \"a\", \"source\": \"s\", \"to\": \"/api/x\", \"key\": [\"k\"], \"body\": {\"f\":{\"$column\":\"a\",\"typ\":\"text\"}} }] }", "'typ'")]
    [InlineData("{ \"name\": \"x\", \"timeZone\": \"Mars/Base\", \"sources\": {\"s\":{\"file\":\"a.csv\"}}, \"steps\": [{ \"name\": \"a\", \"source\": \"s\", \"to\": \"/api/x\", \"key\": [\"k\"], \"body\": {} }] }", "Mars/Base")]
    [InlineData("not json", "line 1")]
    public async Task A_mapping_that_can_not_be_understood_says_where(string mapping, string part)
    {
        await using var plant = await Plant.New("sqlite");
        using var folder = new Folder();
        var fault = await Should.ThrowAsync<MappingException>(() => folder.Import(plant, mapping));
        fault.Message.ShouldContain(part);
    }

    private static async Task<int> Audited(Plant plant)
    {
        await using var db = plant.Mes();
        return await db.Audit.CountAsync(entry => entry.Subject == nameof(EquipmentNode));
    }

    /// <summary>Acknowledges some commands and then dies with the process, after the last one counted.</summary>
    private sealed class Dying(IPoster inner, int after) : IPoster
    {
        private int posted;

        public async Task<Posting> Post(string path, byte[] body, string? person, CancellationToken stop)
        {
            var posting = await inner.Post(path, body, person, stop);
            return ++posted == after ? throw new IOException("killed") : posting;
        }

        public Task Settle(CancellationToken stop) => inner.Settle(stop);

        public Task<IReadOnlyList<string>> Unapplied(CancellationToken stop) => inner.Unapplied(stop);
    }
}
