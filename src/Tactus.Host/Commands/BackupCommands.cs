using System.CommandLine;
using System.Data.Common;
using Tactus.Host.Backups;

namespace Tactus.Host.Commands;

/// <summary><c>tactus backup</c> copies a running Tactus; <c>tactus restore</c> puts a copy back.</summary>
internal static class BackupCommands
{
    internal static Command Backup()
    {
        var to = new Option<FileInfo>("--out") { Description = "File to write", Required = true };
        var (data, db) = (Options.Data(), Options.Db());
        var command = new Command("backup", "Copy all data at one moment into a file, while the server runs") { data, db, to };
        command.SetAction((parsed, stop) => Guard(async () =>
        {
            if (string.IsNullOrWhiteSpace(parsed.GetValue(db)) && !Directory.Exists(parsed.GetRequiredValue(data)))
                throw new BackupFault($"There is no folder {parsed.GetRequiredValue(data)}.");
            var engine = Composition.Engine(parsed.GetRequiredValue(data), parsed.GetValue(db));
            try
            {
                var manifest = await BackupFile.Write(engine, parsed.GetRequiredValue(to).FullName, stop);
                Console.Out.WriteLine($"{parsed.GetRequiredValue(to)}: {manifest.Parts.Sum(part => part.Bytes) / 1024} KiB of {engine.Place}");
                foreach (var half in manifest.Halves) Console.Out.WriteLine($"  {half.Half,-9} {half.AuditEntries,9} ledger entries, head {half.Head}");
            }
            finally
            {
                if (engine is IAsyncDisposable open) await open.DisposeAsync();
            }
        }));
        return command;
    }

    internal static Command Restore()
    {
        var from = new Argument<FileInfo>("file") { Description = "A file that tactus backup wrote" };
        var replace = new Option<bool>("--replace") { Description = "Put it in place of the data that is there" };
        var (data, db) = (Options.Data(), Options.Db());
        var command = new Command("restore", "Put a backup into an empty place (or with --replace in place of what is there), and prove it") { from, data, db, replace };
        command.SetAction((parsed, stop) => Guard(async () =>
        {
            foreach (var check in await BackupFile.Restore(parsed.GetRequiredValue(from).FullName, parsed.GetRequiredValue(data), parsed.GetValue(db), parsed.GetValue(replace), stop))
                Console.Out.WriteLine($"  {check.Half,-9} {check.Entries,9} ledger entries, intact, head {check.Head}");
            Console.Out.WriteLine("Restored.");
        }));
        return command;
    }

    private static async Task<int> Guard(Func<Task> work)
    {
        try
        {
            await work();
            return 0;
        }
        catch (Exception e) when (e is BackupFault or DbException or IOException or UnauthorizedAccessException)
        {
            return Files.Fail(e.Message);
        }
    }
}
