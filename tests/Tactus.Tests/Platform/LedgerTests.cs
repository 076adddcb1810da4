using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Erp;
using Tactus.Platform;
using Tactus.Platform.Messaging;

namespace Tactus.Tests.Platform;

public sealed class LedgerTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_database_itself_refuses_to_change_or_delete_an_audit_entry(string database)
    {
        await using var plant = await Plant.New(database);
        await Pause(plant, "maintenance");
        (await plant.Verify<ErpDb>()).ShouldSatisfyAllConditions(check => check.Intact.ShouldBeTrue(), check => check.Sealed.ShouldBe(1));

        var schema = database == "sqlite" ? "" : "erp.";
        foreach (var change in (string[])[$"UPDATE {schema}audit_entries SET \"Why\" = 'x'", $"DELETE FROM {schema}audit_entries", $"UPDATE {schema}audit_seals SET \"EntryId\" = 7", $"DELETE FROM {schema}audit_seals"])
        {
            await using var db = plant.Services.GetRequiredService<HalfDatabase<ErpDb>>().Open();
            (await Should.ThrowAsync<Exception>(() => db.Database.ExecuteSqlRawAsync(change))).GetBaseException().Message.ShouldContain("append-only");
        }
        (await plant.Verify<ErpDb>()).Entries.ShouldBe(1);
    }

    internal static Task Pause(Plant plant, string reason) =>
        plant.Services.GetRequiredService<CommandRunner<ErpDb>>().RunAsSystem("PauseLink", db =>
        {
            db.InboxLinks.Add(new InboxLink { Source = "mes", Paused = true, Reason = reason, ChangedUtc = plant.Clock.GetUtcNow().UtcDateTime });
            return Task.FromResult(true);
        }, CancellationToken.None);
}
