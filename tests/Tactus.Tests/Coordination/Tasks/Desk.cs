using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Coordination;
using Tactus.Coordination.Exceptions;
using Tactus.Coordination.Tasks;
using Tactus.Platform;

namespace Tactus.Tests.Coordination.Tasks;

/// <summary>A plant with people on its roster: ann plans, bob leads the shift, cy is the production manager, dee and eli sell, sue coordinates.</summary>
internal sealed class Desk(Plant plant) : IAsyncDisposable
{
    private static readonly string[] Rights = [CoordinationPermissions.Read, CoordinationPermissions.Answer];

    internal Plant Plant { get; private set; } = plant;

    internal DateTime Now => Plant.Clock.GetUtcNow().UtcDateTime;

    /// <param name="database">sqlite or postgres.</param>
    /// <param name="now">UTC, as is the plant's clock; 2026-03-02 08:00, a Monday, when not given.</param>
    /// <param name="roster">False: nobody is on it.</param>
    internal static async Task<Desk> New(string database, string? now = null, bool roster = true)
    {
        var desk = new Desk(await Plant.New(database, now is null ? null : Calendars.Utc(now)));
        foreach (var (no, name) in ((string, string)[])[("ann", "Ann Planner"), ("bob", "Bob Lead"), ("cy", "Cy Manager"), ("dee", "Dee Sales"), ("eli", "Eli Sales")])
            await desk.Post("/api/platform/people", new { number = no, name });
        await desk.Post("/api/platform/people", new { number = "sue", name = "Sue Coordinator", roles = (string[])["coordinator"] });
        await desk.Work();
        if (!roster) return desk;
        foreach (var (person, role) in ((string, string)[])[("ann", "productionPlanner"), ("bob", "shiftLead"), ("cy", "productionManager"), ("dee", "sales"), ("eli", "sales")])
            await desk.Post("/api/coordination/duty-assignments", new { personNo = person, role, from = "2026-01-01" });
        await desk.Work();
        return desk;
    }

    internal async Task Die() => Plant = await Plant.Restart();

    internal void After(double minutes) => Plant.Clock.Advance(TimeSpan.FromMinutes(minutes));

    /// <summary>The clock shows a time, and what is due then happens.</summary>
    internal async Task At(string utc)
    {
        Plant.Clock.Set(Calendars.Utc(utc));
        await Work();
    }

    internal Task<int> Work() => Plant.Services.GetRequiredService<Timers>().Step(CancellationToken.None);

    internal static Actor Person(string no) => Plant.Person(no, Rights);

    internal async Task<JsonElement> Post(string path, object body, string? person = null)
    {
        var outcome = await Try(path, body, person);
        outcome.Refusal.ShouldBeNull($"{path} {JsonSerializer.Serialize(body, TactusJson.Options)}: {outcome.Refusal?.Sentence}");
        return JsonSerializer.SerializeToElement(outcome.Value, outcome.Value.GetType(), TactusJson.Options);
    }

    internal async Task<Refusal> Refused(string code, string path, object body, string? person = null)
    {
        var refusal = (await Try(path, body, person)).Refusal;
        refusal.ShouldNotBeNull($"{path} should have been refused").Code.ShouldBe(code, refusal.Sentence);
        return refusal;
    }

    internal Task<Outcome<object>> Try(string path, object body, string? person = null)
    {
        var json = JsonSerializer.SerializeToNode(body, TactusJson.Options)!.AsObject();
        json["id"] = Guid.CreateVersion7();
        return Plant.Post(path, JsonSerializer.SerializeToUtf8Bytes<JsonObject>(json), person is null ? null : Person(person));
    }

    /// <summary>Gives a task and tells its number.</summary>
    internal async Task<string> Give(object task)
    {
        var given = JsonSerializer.SerializeToNode(task, TactusJson.Options)!.AsObject();
        foreach (var (name, value) in new JsonObject { ["kind"] = "question", ["text"] = "May it be a day later?", ["answers"] = "yesNo", ["withinMinutes"] = 60, ["role"] = "sales" })
            if (!given.ContainsKey(name)) given[name] = value!.DeepClone();
        return (await Post("/api/coordination/tasks", given)).GetProperty("no").GetString()!;
    }

    internal async Task<CoordinationTask> Task(string no)
    {
        await using var db = Plant.Coordination();
        return await db.Tasks.SingleAsync(each => each.No == no);
    }

    /// <summary>An exception that waits for a decision.</summary>
    internal async Task<string> Exception(string kind = "machineDown", string subject = "IM-1")
    {
        var no = "";
        await Change(async (db, by) =>
        {
            var disruption = await Disruption.New(db, kind, subject, "MOULD", by.NowUtc, TimeSpan.Zero, by, CancellationToken.None);
            foreach (var step in (DisruptionStep[])[DisruptionStep.Confirm, DisruptionStep.Assess, DisruptionStep.Offer, DisruptionStep.Ask]) disruption.Step(db, step, by, step.ToString()).ShouldBeNull();
            no = disruption.No;
        });
        await Work();
        return no;
    }

    internal Task Step(string no, params DisruptionStep[] steps) => Change(async (db, by) =>
    {
        var disruption = await db.Disruptions.SingleAsync(each => each.No == no);
        foreach (var step in steps) disruption.Step(db, step, by, step.ToString()).ShouldBeNull();
    });

    internal Task<bool> Change(Func<CoordinationDb, CommandContext, Task> change) => Plant.Services.GetRequiredService<CommandRunner<CoordinationDb>>().RunAsSystem("Test", async db =>
    {
        await change(db, db.By!);
        return true;
    }, CancellationToken.None);

    /// <summary>What an escalation did, one text a line: what, step, people, and the reason where there is one.</summary>
    internal async Task<List<string>> Lines(string subject)
    {
        await using var db = Plant.Coordination();
        var lines = await db.EscalationLines.Where(each => each.Subject == subject).OrderBy(each => each.Id).ToListAsync();
        return lines.ConvertAll(each => $"{each.What} {each.Step} {string.Join(',', each.People)}{(each.Reason is null ? "" : " " + each.Reason)}".Replace("  ", " ", StringComparison.Ordinal).TrimEnd());
    }

    /// <summary>What a person was told, one text a notice.</summary>
    internal async Task<List<string>> Told(string person)
    {
        var notices = (await Plant.Get("/api/coordination/my-notices", Person(person))).Json.GetProperty("items").EnumerateArray();
        return [.. notices.Select(each => $"{each.GetProperty("text").GetString()} {each.GetProperty("words").GetProperty("subject").GetString()}").Reverse()];
    }

    public ValueTask DisposeAsync() => Plant.DisposeAsync();
}
