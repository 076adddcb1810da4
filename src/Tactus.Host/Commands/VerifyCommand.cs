using System.CommandLine;
using System.Data.Common;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tactus.Platform;
using Tactus.Platform.Ledger;

namespace Tactus.Host.Commands;

/// <summary><c>tactus verify</c>: proves the audit ledgers, also on a copy, or names the first record that was changed.</summary>
internal static class VerifyCommand
{
    internal static Command Make()
    {
        var head = new Option<string?>("--head") { Description = "A head noted earlier (hex): it must still be part of one of the chains" };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var (data, db) = (Options.Data(), Options.Db());
        var command = new Command("verify", "Prove that no record of the audit ledgers was changed; 0: intact, 1: not") { data, db, head, json };
        command.SetAction(async (parsed, stop) =>
        {
            var (folder, connection) = (parsed.GetRequiredValue(data), parsed.GetValue(db));
            if (string.IsNullOrWhiteSpace(connection) && !File.Exists(Path.Combine(folder, "platform.db"))) return Files.Fail($"There is no Tactus data in {Path.GetFullPath(folder)}.");
            var engine = Composition.Engine(folder, connection, readOnly: true);
            try
            {
                var checks = await Check(engine, parsed.GetValue(head), stop);
                Print(checks, parsed.GetValue(json));
                return checks.All(check => check.Intact) ? 0 : 1;
            }
            catch (DbException e)
            {
                return Files.Fail($"The data can't be read: {e.Message}");
            }
            finally
            {
                if (engine is IAsyncDisposable open) await open.DisposeAsync();
            }
        });
        return command;
    }

    /// <summary>Checks every half. A head belongs to one of them; it is enough that one chain has it.</summary>
    internal static async Task<IReadOnlyList<LedgerCheck>> Check(IDatabaseEngine engine, string? head, CancellationToken stop)
    {
        var services = new ServiceCollection().AddLogging(logs => logs.ClearProviders()).AddTactus(engine, background: false);
        await using var provider = services.BuildServiceProvider();
        var checks = new List<LedgerCheck>();
        var found = head is null;
        foreach (var half in provider.GetRequiredService<HalfDirectory>().All)
        {
            await using var db = half.ReadDb();
            var check = await LedgerVerifier.Verify(db, null, stop);
            if (head is not null && check.Intact)
            {
                await using var again = half.ReadDb();
                found |= (await LedgerVerifier.Verify(again, head, stop)).Intact;
            }
            checks.Add(check);
        }
        if (!found && checks.TrueForAll(check => check.Intact))
            checks = checks.ConvertAll(check => check with { Fault = "The head noted earlier is in no chain: the end of its ledger was cut off or the ledger was replaced." });
        return checks;
    }

    private static void Print(IReadOnlyList<LedgerCheck> checks, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(new { intact = checks.All(check => check.Intact), halves = checks }, TactusJson.Options));
            return;
        }
        foreach (var check in checks)
            Console.Out.WriteLine(check.Intact
                ? $"{check.Half,-9} intact: {check.Sealed} of {check.Entries} entries sealed, head {check.Head}"
                : $"{check.Half,-9} NOT INTACT after {check.Sealed} entries: {check.Fault}");
    }
}
