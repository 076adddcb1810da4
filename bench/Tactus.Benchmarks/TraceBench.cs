using System.Data.Common;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;
using static Tactus.Benchmarks.Bench;

namespace Tactus.Benchmarks;

internal sealed record TraceOptions(int Units, int EdgesEach, int Family, int Lots);

/// <summary>
/// Traces lots over HTTP in a large genealogy that is loaded in bulk. Units come in families: every unit has several parents among the
/// few hundred before it in its family, so that a trace from the first one reaches all of them over a dozen levels and more. The members
/// of a family are spread over the whole table, as in a plant where many orders run side by side.
/// </summary>
internal static class TraceBench
{
    internal static async Task Run(string engine, TraceOptions options)
    {
        using var place = await Place.New(engine);
        await using (var first = ServerProcess.Tactus(["serve", .. place.Words])) await first.Ready();
        var since = Stopwatch.GetTimestamp();
        await Fill(place, options);
        Say($"\n{engine}: {options.Units:N0} units, {(long)options.Units * options.EdgesEach:N0} edges, loaded in {Stopwatch.GetElapsedTime(since).TotalSeconds:0} s");
        await using var server = ServerProcess.Tactus(["serve", .. place.Words]);
        await server.Ready();
        await server.Explain(() => Measure(server, options));
    }

    private static async Task Measure(ServerProcess server, TraceOptions options)
    {
        using var http = await Floor.Administer(server);
        var families = options.Units / options.Family;
        var random = new Random(7);
        // Lots that are not measured: the first requests of a server compile its code.
        for (var family = 0; family < 20; family++) await Trace(http, family, "forward", options.Family);
        var lots = Enumerable.Range(20, families - 20).OrderBy(_ => random.Next()).Take(options.Lots).ToList();
        Say($"| trace | lots | p50 ms | p99 ms | max ms | nodes | edges | kB |");
        Say($"|---|---|---|---|---|---|---|---|");
        foreach (var (name, direction) in ((string, string)[])[("forward, first time", "forward"), ("forward, again", "forward"), ("backward from the last unit", "backward")])
        {
            var times = new List<double>();
            var (nodes, edges, bytes) = (0, 0, 0L);
            var all = Stopwatch.GetTimestamp();
            foreach (var lot in lots)
            {
                var start = Stopwatch.GetTimestamp();
                var text = await Trace(http, lot, direction, options.Family);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                using var json = JsonDocument.Parse(text);
                (nodes, edges, bytes) = (json.RootElement.GetProperty("nodes").GetArrayLength(), json.RootElement.GetProperty("edges").GetArrayLength(), text.LongLength);
            }
            var sorted = new Times([.. times.Order()], Stopwatch.GetElapsedTime(all).TotalSeconds);
            Say($"| {name} | {lots.Count} | {sorted.At(0.5):0.0} | {sorted.At(0.99):0.0} | {sorted.Max:0} | {nodes} | {edges} | {bytes / 1024} |");
        }
        Say($"load after: {Load():0.00}");
    }

    private static Task<byte[]> Trace(HttpClient http, int family, string direction, int size) =>
        http.GetByteArrayAsync($"/api/mes/traces?lotNo=U-{family}-{(direction == "forward" ? 0 : size - 1)}&direction={direction}");

    private static async Task Fill(Place place, TraceOptions options)
    {
        var (units, families) = (options.Units / options.Family * options.Family, options.Units / options.Family);
        var sqlite = place.Folder is not null;
        await using DbConnection connection = sqlite ? new SqliteConnection($"Data Source={Path.Combine(place.Folder!, "mes.db")};Pooling=false") : new NpgsqlConnection(place.Connection);
        await connection.OpenAsync();
        // Only while loading, and only here: no index, no check of what the statements below make right by themselves.
        await Do(connection, sqlite ? "PRAGMA synchronous=OFF; PRAGMA foreign_keys=OFF; PRAGMA cache_size=-400000" : "SET session_replication_role=replica; SET maintenance_work_mem='512MB'; SET search_path=mes");
        var indexes = await Indexes(connection, sqlite);
        foreach (var (name, _) in indexes) await Do(connection, $"DROP INDEX \"{name}\"");
        var (yes, no, born, zero, report) = sqlite
            ? ("1", "0", "1772438400000000", "0", "printf('00000000-0000-0000-0000-%012X', u)")
            : ("true", "false", "timestamptz '2026-03-02 08:00Z'", "0", "lpad(to_hex(u), 32, '0')::uuid");
        string Series(string name, long from, long to) => sqlite
            ? $"(WITH RECURSIVE s({name}) AS (SELECT {from} UNION ALL SELECT {name} + 1 FROM s WHERE {name} < {to}) SELECT {name} FROM s)"
            : $"(SELECT {name}::bigint FROM generate_series({from}, {to}) AS {name}) AS numbers_{name}";
        // Unit k of family f has the identifier k * families + f + 1.
        await Do(connection, $"""
            INSERT INTO material_lots ("Id", "No", "ItemNo", "Revision", "Unit", "Serial", "Wip", "Status", "OrderNo", "BornUtc", "InStore", "AtLine", "Consumed", "Produced", "Scrapped", "EdgesOut", "Holds", "Version")
            SELECT u + 1, 'U-' || (u % {families}) || '-' || (u / {families}), 'ITEM-' || (u / {families} % 40), 'A', 'C62', {yes}, {no}, 'available',
              CASE WHEN u < {families} THEN NULL ELSE 'WO-' || (u % {families}) || '-' || (u / {families} / 100) END, {born}, {zero}, {zero}, {zero}, {zero}, {zero}, {options.EdgesEach}, 0, 1
            FROM {Series("u", 0, units - 1)}
            """);
        await Do(connection, $"""
            INSERT INTO lot_edges ("FromLotId", "ToLotId", "Kind", "Quantity", "JobNo", "ReportId", "Reversed", "AtUtc")
            SELECT ((u / {families}) - 1 - (((u / {families}) * 7919 + (u % {families}) * 31 + e * 104729) % min_of)) * {families} + (u % {families}) + 1,
              u + 1, 'Consumed', {(sqlite ? "1000000" : "1")}, 'WO-' || (u % {families}) || '-' || (u / {families} / 100) || '/10', {report}, {no}, {born}
            FROM (SELECT u, e, CASE WHEN u / {families} < 300 THEN u / {families} ELSE 300 END AS min_of FROM {Series("u", families, units - 1)}, {Series("e", 0, options.EdgesEach - 1)}) AS edges
            """);
        foreach (var (_, sql) in indexes) await Do(connection, sql);
        await Do(connection, sqlite ? "PRAGMA wal_checkpoint(TRUNCATE)" : "ANALYZE material_lots; ANALYZE lot_edges");
    }

    private static async Task<List<(string Name, string Sql)>> Indexes(DbConnection connection, bool sqlite)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sqlite
            ? "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('material_lots', 'lot_edges')"
            : "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'mes' AND tablename IN ('material_lots', 'lot_edges') AND indexname NOT LIKE 'PK%'";
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<(string, string)>();
        while (await reader.ReadAsync()) found.Add((reader.GetString(0), reader.GetString(1)));
        return found;
    }

    private static async Task Do(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 1800;
        await command.ExecuteNonQueryAsync();
    }
}
