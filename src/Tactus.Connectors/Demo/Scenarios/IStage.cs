using System.Text.Json;

namespace Tactus.Connectors.Demo.Scenarios;

/// <summary>
/// A plant in which a scenario is played: a running server with real time, or a test's with a clock of its own. Everything goes through the
/// interface that people, machines and integrations use.
/// </summary>
internal interface IStage
{
    /// <summary>Goes into every number, so that a scenario can be played again in the same plant.</summary>
    string Tag { get; }

    /// <summary>The plant's time.</summary>
    DateTime NowUtc { get; }

    /// <summary>Posts a command and expects it to be done.</summary>
    Task<JsonElement> Post(string path, object body);

    /// <summary>Posts a command and expects a refusal; its code and sentence.</summary>
    Task<(string Code, string Sentence)> Refused(string path, object body);

    Task<JsonElement> Get(string address);

    /// <summary>Until messages are applied and coordination has nothing left to do.</summary>
    Task Settle();

    /// <summary>Time passes; a plant in real time has no way to hurry, and things are reported as having happened before.</summary>
    /// <returns>Whether it could.</returns>
    Task<bool> Pass(TimeSpan time);

    /// <summary>A line of the story, for those who watch.</summary>
    void Say(string text);

    /// <summary>A figure that must hold.</summary>
    void Expect(string what, object? actual, object? expected);
}

/// <summary>A day that goes wrong, with what must hold in the end.</summary>
internal abstract class Scenario
{
    /// <summary>As the design numbers them.</summary>
    internal abstract int No { get; }

    internal abstract string Title { get; }

    internal abstract Task Play(IStage stage);

    /// <summary>All there are, by number.</summary>
    internal static IReadOnlyList<Scenario> All { get; } = [new QuantityCut(), new Expedite(), new PullIn(), new Bottleneck()];
}
