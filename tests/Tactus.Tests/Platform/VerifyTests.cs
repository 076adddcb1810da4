using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Erp;
using Tactus.Host.Commands;
using Tactus.Platform;
using Tactus.Platform.Messaging;

namespace Tactus.Tests.Platform;

/// <summary>Somebody with full power over the database can change the ledger; verify finds it.</summary>
public sealed class VerifyTests
{
    private static async Task<Plant> Sealed(string database, int entries)
    {
        var plant = await Plant.New(database);
        for (var i = 0; i < entries; i++)
            await plant.Services.GetRequiredService<CommandRunner<ErpDb>>().RunAsSystem("PauseLink", db =>
            {
                db.InboxLinks.Add(new InboxLink { Source = "s" + i, Paused = true, Reason = "maintenance", ChangedUtc = plant.Clock.GetUtcNow().UtcDateTime });
                return Task.FromResult(true);
            }, CancellationToken.None);
        (await plant.Verify<ErpDb>()).Sealed.ShouldBe(entries);
        return plant;
    }

    private static async Task Tamper(Plant plant, string database, params string[] statements)
    {
        await using var db = plant.Services.GetRequiredService<HalfDatabase<ErpDb>>().Open();
        var schema = database == "sqlite" ? "" : "erp.";
        string[] unguard = database == "sqlite"
            ? ["DROP TRIGGER audit_entries_no_update", "DROP TRIGGER audit_entries_no_delete", "DROP TRIGGER audit_seals_no_update", "DROP TRIGGER audit_seals_no_delete"]
            : ["ALTER TABLE erp.audit_entries DISABLE TRIGGER ALL", "ALTER TABLE erp.audit_seals DISABLE TRIGGER ALL"];
        foreach (var statement in unguard.Concat(statements)) await db.Database.ExecuteSqlRawAsync(statement.Replace("@", schema));
    }

    private static async Task<string?> Fault(Plant plant, string? head = null) =>
        (await VerifyCommand.Check(plant.Services.GetRequiredService<IDatabaseEngine>(), head, CancellationToken.None)).First(check => check.Half == "erp").Fault;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_changed_record_is_named(string database)
    {
        await using var plant = await Sealed(database, 6);
        (await Fault(plant)).ShouldBeNull();
        await Tamper(plant, database, "UPDATE @audit_entries SET \"ActorNumber\" = 'somebody-else' WHERE \"SubjectKey\" = 's3'");
        (await Fault(plant)).ShouldNotBeNull().ShouldSatisfyAllConditions(fault => fault.ShouldContain("InboxLink s3"), fault => fault.ShouldContain("changed after it was written"));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_deleted_record_in_the_middle_is_named_also_when_its_seal_goes_with_it(string database)
    {
        await using var plant = await Sealed(database, 6);
        await Tamper(plant, database, "DELETE FROM @audit_entries WHERE \"SubjectKey\" = 's2'");
        (await Fault(plant)).ShouldNotBeNull().ShouldContain("was removed");
        await Tamper2(plant, database, "DELETE FROM @audit_seals WHERE \"Seq\" = 3");
        (await Fault(plant)).ShouldBe("Seal 3 is missing from the chain.");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_record_replaced_together_with_its_hash_does_not_fit_the_chain(string database)
    {
        await using var plant = await Sealed(database, 6);
        await Tamper(plant, database);
        await using (var db = plant.Services.GetRequiredService<HalfDatabase<ErpDb>>().Open())
        {
            var entry = await db.Audit.FirstAsync(each => each.SubjectKey == "s4");
            db.Entry(entry).Property(each => each.Why).CurrentValue = "another reason";
            entry.Hash = entry.ExpectedHash();
            await db.SaveChangesAsync();
        }
        (await Fault(plant)).ShouldNotBeNull().ShouldSatisfyAllConditions(fault => fault.ShouldContain("InboxLink s4"), fault => fault.ShouldContain("replaced"));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_cut_off_end_is_found_by_the_head_noted_before(string database)
    {
        await using var plant = await Sealed(database, 6);
        var head = (await plant.Verify<ErpDb>()).Head;
        (await Fault(plant, head)).ShouldBeNull();
        await Tamper(plant, database, "DELETE FROM @audit_seals WHERE \"Seq\" > 4", "DELETE FROM @audit_entries WHERE \"SubjectKey\" IN ('s4', 's5')");
        (await Fault(plant)).ShouldBeNull();
        (await Fault(plant, head)).ShouldNotBeNull().ShouldContain("cut off");
    }

    private static async Task Tamper2(Plant plant, string database, string statement)
    {
        await using var db = plant.Services.GetRequiredService<HalfDatabase<ErpDb>>().Open();
        await db.Database.ExecuteSqlRawAsync(statement.Replace("@", database == "sqlite" ? "" : "erp."));
    }
}
