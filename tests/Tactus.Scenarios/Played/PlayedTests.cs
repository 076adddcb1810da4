using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Connectors.Demo.Scenarios;
using Tactus.Coordination;

namespace Tactus.Scenarios.Played;

/// <summary>The scenarios that can be started in a plant hold, with their numbers, on every database.</summary>
public sealed class PlayedTests
{
    public static TheoryData<string, int> EveryScenario
    {
        get
        {
            var all = new TheoryData<string, int>();
            foreach (var scenario in Scenario.All)
                foreach (var database in (string[])["sqlite", "postgres"]) all.Add(database, scenario.No);
            return all;
        }
    }

    [Theory, MemberData(nameof(EveryScenario))]
    public async Task A_scenario_holds_with_its_numbers(string database, int number)
    {
        await using var factory = await Factory.Open(database);
        var stage = new FactoryStage(factory);
        await Scenario.All.Single(each => each.No == number).Play(stage);
        stage.Expected.ShouldBeGreaterThan(5);
        await factory.ShouldAgree();
        (await factory.Plant.Verify<CoordinationDb>()).Intact.ShouldBeTrue();
    }

    /// <summary>A test's plant, whose time passes at once.</summary>
    private sealed class FactoryStage(Factory factory) : IStage
    {
        internal int Expected { get; private set; }

        public string Tag => "-T";

        public DateTime NowUtc => factory.Now;

        public Task<JsonElement> Post(string path, object body) => factory.Post(path, body);

        public async Task<(string Code, string Sentence)> Refused(string path, object body)
        {
            var refusal = (await factory.Try(path, body)).Refusal;
            refusal.ShouldNotBeNull($"{path} should have been refused");
            return (refusal.Code, refusal.Sentence);
        }

        public Task<JsonElement> Get(string address) => factory.Get(address);

        public async Task Settle()
        {
            var coordinator = factory.Plant.Services.GetRequiredService<Coordinator>();
            do await factory.Plant.Settle();
            while (await coordinator.Step(CancellationToken.None) > 0);
            await factory.Plant.Settle();
        }

        public Task<bool> Pass(TimeSpan time)
        {
            factory.After(time.TotalMinutes);
            return Task.FromResult(true);
        }

        public void Say(string text) => TestContext.Current.SendDiagnosticMessage(text);

        public void Expect(string what, object? actual, object? expected)
        {
            Expected++;
            actual.ShouldBe(expected, what);
        }
    }
}
