using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Coordination;
using Tactus.Coordination.Exceptions;
using Tactus.Coordination.Tasks;
using Tactus.Host;
using Tactus.Platform;
using Tactus.Platform.Identity;
using Tactus.Seats.Harness;
using Tactus.Storage.Postgres;
using Tactus.Storage.Sqlite;
using static Tactus.Benchmarks.Bench;

namespace Tactus.Benchmarks;

/// <summary>Many escalations whose next step is due at the same instant, in a server of its own that may be killed meanwhile.</summary>
internal static class TimersBench
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    internal static async Task Run(string engine, int timers, int kills)
    {
        Say($"\n{engine}, {timers} timers");
        Say($"| killed | due to last effect s | fired | told twice | not told |");
        Say($"|---|---|---|---|---|");
        await One(engine, timers, 0);
        if (kills > 0) await One(engine, timers, kills);
        Say($"load after: {Load():0.00}");
    }

    private static async Task One(string engine, int timers, int kills)
    {
        using var place = await Place.New(engine);
        // The bench waits for the instant like anybody else: the server has started and is idle when it comes.
        var due = DateTime.UtcNow.AddSeconds(30 + timers / 60);
        await Seed(place, timers, due - Step);
        if (DateTime.UtcNow > due) throw new InvalidOperationException("Making the escalations took longer than was planned for; the machine is busy.");
        var server = ServerProcess.Tactus(["serve", .. place.Words]);
        await server.Ready();
        var database = new HalfDatabase<CoordinationDb>(EngineOf(place), CoordinationDb.Name);
        var killed = 0;
        while (true)
        {
            await Task.Delay(20);
            var since = (DateTime.UtcNow - due).TotalSeconds;
            if (since < 0) continue;
            if (since > Patience.TotalSeconds) break;
            await using var db = database.Read();
            var left = await db.Timers.CountAsync(each => each.DoneUtc == null && each.DueUtc <= due);
            // Killed while it is at it: some timers have had their effect, some have not.
            if (killed < kills && left < timers - killed * timers / (kills + 1) && left > 0)
            {
                killed++;
                using (var kill = Process.Start("kill", ["-9", server.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync();
                await server.DisposeAsync();
                server = ServerProcess.Tactus(["serve", .. place.Words]);
                await server.Ready();
                continue;
            }
            if (left > 0) continue;
            var seconds = (DateTime.UtcNow - due).TotalSeconds;
            var told = await db.EscalationLines.Where(each => each.What == "told" && each.Step == 2).GroupBy(each => each.Subject).Select(group => group.Count()).ToListAsync();
            var notices = await db.Notices.Where(each => each.Person == "bob").GroupBy(each => each.ExceptionNo).Select(group => group.Count()).ToListAsync();
            Say($"| {killed} | {seconds:0.00} | {told.Sum()} | {told.Count(each => each > 1) + notices.Count(each => each > 1)} | {2 * timers - told.Count - notices.Count} |");
            await server.DisposeAsync();
            return;
        }
        await server.DisposeAsync();
        throw new InvalidOperationException("The timers were not done in time:\n" + server.Said);
    }

    private static IDatabaseEngine EngineOf(Place place) => place.Folder is { } folder ? new SqliteEngine(folder) : new PostgresEngine(place.Connection!);

    /// <summary>Exceptions that wait for a decision since an instant; their owner has been told, the shift lead follows a step later.</summary>
    private static async Task Seed(Place place, int count, DateTime atUtc)
    {
        var engine = EngineOf(place);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(new Clock(atUtc));
        services.AddTactus(engine, background: false);
        await using (var provider = services.BuildServiceProvider())
        {
            await provider.Prepare(CancellationToken.None);
            var by = new CommandContext(Actor.System, atUtc);
            var platform = provider.GetRequiredService<CommandRunner<PlatformDb>>();
            foreach (var person in (string[])["ann", "bob"]) _ = (await platform.Run(new AddPerson(person, person) { Id = Guid.CreateVersion7() }, by, CancellationToken.None)).Value;
            var timers = provider.GetRequiredService<Timers>();
            await timers.Step(CancellationToken.None);
            var runner = provider.GetRequiredService<CommandRunner<CoordinationDb>>();
            DayOfWeek[] week = [.. Enum.GetValues<DayOfWeek>()];
            _ = (await runner.Run(new SetCalendar(new CalendarPlan("UTC", [new WeekShift(week, new DayShift("all", TimeOnly.MinValue, TimeOnly.MinValue, []))], []), true, "measured at any hour") { Id = Guid.CreateVersion7() }, by, CancellationToken.None)).Value;
            foreach (var (person, role) in ((string, string)[])[("ann", "productionPlanner"), ("bob", "shiftLead")])
                _ = (await runner.Run(new AssignDuty(person, role, DateOnly.FromDateTime(atUtc.AddDays(-9))) { Id = Guid.CreateVersion7() }, by, CancellationToken.None)).Value;
            for (var made = 0; made < count; made += 500)
                await runner.RunAsSystem("Seed", async db =>
                {
                    for (var at = made; at < Math.Min(count, made + 500); at++)
                    {
                        var disruption = await Disruption.New(db, "machine-down", $"M-{at}", null, atUtc, TimeSpan.Zero, db.By!, CancellationToken.None);
                        foreach (var step in (DisruptionStep[])[DisruptionStep.Confirm, DisruptionStep.Assess, DisruptionStep.Offer, DisruptionStep.Ask]) disruption.Step(db, step, db.By!, "measured");
                    }
                    return true;
                }, CancellationToken.None);
            await timers.Step(CancellationToken.None);
        }
        if (engine is IAsyncDisposable open) await open.DisposeAsync();
    }
}
