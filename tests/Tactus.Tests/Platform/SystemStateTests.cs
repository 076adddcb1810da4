using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Erp;
using Tactus.Platform;
using Tactus.Platform.Messaging;

namespace Tactus.Tests.Platform;

public sealed class SystemStateTests
{
    private static JsonElement Half(JsonElement system, string name) =>
        system.GetProperty("halves").EnumerateArray().Single(half => half.GetProperty("name").GetString() == name);

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Each_half_tells_its_schema_its_boxes_and_its_ledger(string database)
    {
        await using var plant = await Plant.New(database);
        await plant.Services.GetRequiredService<CommandRunner<ErpDb>>().RunAsSystem("PauseLink", db =>
        {
            db.InboxLinks.Add(new InboxLink { Source = "mes", Paused = true, Reason = "maintenance", ChangedUtc = plant.Clock.GetUtcNow().UtcDateTime });
            return Task.FromResult(true);
        }, CancellationToken.None);
        var before = (await plant.Get("/api/platform/system")).Json;
        before.GetProperty("database").GetString().ShouldBe(database);
        before.GetProperty("version").GetString().ShouldNotBeNullOrWhiteSpace();
        before.GetProperty("version").GetString()!.ShouldNotContain("+");
        before.GetProperty("halves").EnumerateArray().Select(half => half.GetProperty("name").GetString()).Order().ShouldBe(["coordination", "erp", "mes", "platform"]);
        foreach (var half in before.GetProperty("halves").EnumerateArray())
        {
            half.GetProperty("answers").GetBoolean().ShouldBeTrue();
            half.GetProperty("schema").GetString().ShouldNotBeNullOrEmpty();
            half.GetProperty("schemaPending").GetInt32().ShouldBe(0);
        }
        Half(before, "erp").GetProperty("unsealed").GetInt32().ShouldBeGreaterThan(0);
        Half(before, "erp").GetProperty("oldestUnsealedUtc").GetDateTime().ShouldBe(plant.Clock.GetUtcNow().UtcDateTime);

        await plant.Verify<ErpDb>();
        var after = Half((await plant.Get("/api/platform/system")).Json, "erp");
        after.GetProperty("unsealed").GetInt32().ShouldBe(0);
        after.GetProperty("oldestUnsealedUtc").ValueKind.ShouldBe(JsonValueKind.Null);
        after.GetProperty("sealed").GetInt64().ShouldBeGreaterThan(0);
        after.GetProperty("lastSealedUtc").ValueKind.ShouldBe(JsonValueKind.String);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task It_takes_the_right_to_see_the_installation(string database)
    {
        await using var plant = await Plant.New(database);
        (await plant.Get("/api/platform/system", Plant.Person("7", "erp.read"))).Code.ShouldBe("right-missing");
    }
}
