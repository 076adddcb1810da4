using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Tactus.Mes.Equipment;

/// <summary>Writes many signals at once, past the change tracker: one prepared statement on SQLite, one statement of arrays on PostgreSQL.</summary>
internal static class SignalStore
{
    /// <summary>
    /// One batch at a time for each agent and each machine it names. On SQLite the half has one writer anyway; on PostgreSQL locks
    /// that end with the transaction, taken in one order so that two batches never wait for each other.
    /// </summary>
    internal static async Task Take(MesDb db, IEnumerable<string> machineNos, string? agent, CancellationToken stop)
    {
        if (db.OnSqlite) return;
        string[] names = [.. machineNos.Distinct().Select(no => "machine:" + no).Concat(agent is null ? [] : ["agent:" + agent]).Order(StringComparer.Ordinal)];
        foreach (var name in names)
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({name}, 77))", stop);
    }

    internal static async Task Add(MesDb db, IReadOnlyList<MachineSignal> signals, CancellationToken stop)
    {
        if (signals.Count == 0) return;
        var table = db.Table(db.Model.FindEntityType(typeof(MachineSignal))!.GetTableName()!);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        const string columns = "\"Agent\", \"Epoch\", \"Seq\", \"MachineNo\", \"AtUtc\", \"Kind\", \"State\", \"ReasonCode\", \"Good\", \"Scrap\", \"Count\", \"ReceivedUtc\"";
        if (db.OnSqlite)
        {
            command.CommandText = $"INSERT INTO {table} ({columns}) VALUES ({string.Join(", ", Enumerable.Range(0, 12).Select(i => $"@p{i}"))})";
            var cells = Enumerable.Range(0, 12).Select(i =>
            {
                var cell = command.CreateParameter();
                cell.ParameterName = $"@p{i}";
                command.Parameters.Add(cell);
                return cell;
            }).ToArray();
            foreach (var signal in signals)
            {
                object?[] row =
                [
                    signal.Agent, signal.Epoch, signal.Seq, signal.MachineNo, Microseconds(signal.AtUtc), (int)signal.Kind, (int?)signal.State, signal.ReasonCode,
                    Millionths(signal.Good), Millionths(signal.Scrap), Millionths(signal.Count), Microseconds(signal.ReceivedUtc),
                ];
                for (var i = 0; i < row.Length; i++) cells[i].Value = row[i] ?? DBNull.Value;
                await command.ExecuteNonQueryAsync(stop);
            }
            return;
        }
        command.CommandText = $"INSERT INTO {table} ({columns}) SELECT * FROM unnest(@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11)";
        void Array<T>(int i, Func<MachineSignal, T> pick)
        {
            var cell = command.CreateParameter();
            (cell.ParameterName, cell.Value) = ($"p{i}", signals.Select(pick).ToArray());
            command.Parameters.Add(cell);
        }
        Array(0, signal => signal.Agent);
        Array(1, signal => signal.Epoch);
        Array(2, signal => signal.Seq);
        Array(3, signal => signal.MachineNo);
        Array(4, signal => signal.AtUtc);
        Array(5, signal => (int)signal.Kind);
        Array(6, signal => (int?)signal.State);
        Array(7, signal => signal.ReasonCode);
        Array(8, signal => signal.Good);
        Array(9, signal => signal.Scrap);
        Array(10, signal => signal.Count);
        Array(11, signal => signal.ReceivedUtc);
        await command.ExecuteNonQueryAsync(stop);
    }

    // As the model stores times and amounts on SQLite.
    private static long Microseconds(DateTime utc) => (utc.Ticks - DateTime.UnixEpoch.Ticks) / 10;

    private static long? Millionths(decimal? value) => value is { } given ? (long)decimal.Round(given * 1_000_000m, 0) : null;
}
