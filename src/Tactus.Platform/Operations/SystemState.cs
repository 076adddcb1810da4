using System.Data.Common;
using System.Diagnostics;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Tactus.Platform.Http;
using Tactus.Platform.Messaging;

namespace Tactus.Platform.Operations;

/// <summary>How the installation is: its version, and each half's database, outbox, inbox and ledger.</summary>
/// <param name="Version">Of the program that answers.</param>
/// <param name="StartedUtc">When this process began.</param>
/// <param name="Database">sqlite or postgres.</param>
/// <param name="DatabasePlace">Where the data is, without secrets.</param>
internal sealed record SystemView(string Version, DateTime StartedUtc, DateTime NowUtc, string Runtime, string Database, string DatabasePlace, IReadOnlyList<HalfState> Halves);

/// <summary>One half, as its own database tells it.</summary>
/// <param name="Name">erp, mes or platform.</param>
/// <param name="Answers">False: its database could not be asked; nothing else is known then.</param>
/// <param name="AnswerMilliseconds">How long the questions took, together.</param>
/// <param name="Schema">The newest migration that it has.</param>
/// <param name="SchemaPending">Migrations that this program has and the database has not.</param>
/// <param name="Undelivered">Messages in its outbox that nobody has taken yet.</param>
/// <param name="OldestUndeliveredUtc">When the oldest of them was sent.</param>
/// <param name="Waiting">Messages in its inbox that are to be applied.</param>
/// <param name="Sealed">Links of its ledger's chain.</param>
/// <param name="Unsealed">Entries that are not in the chain yet; the newest are sealed every half second.</param>
/// <param name="OldestUnsealedUtc">When the oldest of them was written.</param>
internal sealed record HalfState(
    string Name, bool Answers, int AnswerMilliseconds, string? Schema, int SchemaPending, int Undelivered, DateTime? OldestUndeliveredUtc, int Waiting, int Stuck, int Parked,
    long Sealed, DateTime? LastSealedUtc, int Unsealed, DateTime? OldestUnsealedUtc);

/// <summary>Reads the state of the installation.</summary>
internal static partial class SystemState
{
    // As far back as the sealer looks while it runs.
    private const long Window = 20_000;

    internal static void Map(IEndpointRouteBuilder app) =>
        app.Read("/api/platform/system", Permissions.IntegrationRead, "Version, and each half's database, outbox, inbox and ledger",
            async (HalfDirectory halves, IDatabaseEngine engine, TimeProvider clock, ILogger<SystemView> log, CancellationToken stop) =>
            {
                var states = new List<HalfState>();
                foreach (var half in halves.All) states.Add(await Of(half, log, stop));
                using var process = Process.GetCurrentProcess();
                return ((Outcome<SystemView>)new SystemView(Version, process.StartTime.ToUniversalTime(), clock.GetUtcNow().UtcDateTime,
                    System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription, engine.Name, engine.Place, states)).ToHttp();
            }).Produces<SystemView>();

    /// <summary>As it was built, without the build's own remarks.</summary>
    private static string Version { get; } =
        (typeof(SystemState).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "").Split('+')[0];

    private static async Task<HalfState> Of(Half half, ILogger log, CancellationToken stop)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            await using var db = half.ReadDb();
            var applied = await db.Database.GetAppliedMigrationsAsync(stop);
            var pending = await db.Database.GetPendingMigrationsAsync(stop);
            var undelivered = db.Outbox.Where(message => message.DeliveredUtc == null);
            var last = await db.Seals.OrderByDescending(seal => seal.Seq).FirstOrDefaultAsync(stop);
            var from = (await db.Audit.MaxAsync(entry => (long?)entry.Id, stop) ?? 0) - Window;
            var unsealed = db.Audit.Where(entry => entry.Id > from && !db.Seals.Any(seal => seal.EntryId == entry.Id));
            return new HalfState(half.Name, true, 0, applied.LastOrDefault(), pending.Count(), await undelivered.CountAsync(stop),
                await undelivered.MinAsync(message => (DateTime?)message.SentUtc, stop), await In(db, InboxState.Waiting, stop), await In(db, InboxState.Stuck, stop),
                await In(db, InboxState.Parked, stop), last?.Seq ?? 0, last?.SealedUtc, await unsealed.CountAsync(stop),
                await unsealed.MinAsync(entry => (DateTime?)entry.AtUtc, stop))
            { AnswerMilliseconds = (int)Stopwatch.GetElapsedTime(began).TotalMilliseconds };
        }
        catch (DbException e)
        {
            // One half that does not answer is what this page is for; the others are shown all the same.
            NoAnswer(log, e, half.Name);
            return new HalfState(half.Name, false, (int)Stopwatch.GetElapsedTime(began).TotalMilliseconds, null, 0, 0, null, 0, 0, 0, 0, null, 0, null);
        }
    }

    private static Task<int> In(HalfDb db, InboxState state, CancellationToken stop) => db.OpenInbox.CountAsync(message => message.State == EF.Constant(state), stop);

    [LoggerMessage(LogLevel.Warning, "The database of {Half} could not be asked how it is")]
    private static partial void NoAnswer(ILogger log, Exception exception, string half);
}
