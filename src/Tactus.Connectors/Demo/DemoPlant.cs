using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tactus.Connectors.Files;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Connectors.Demo;

/// <summary>Somebody of the demo plant who can sign in. Everybody may know these, so <c>serve</c> never makes them.</summary>
/// <param name="Login">For the desk; null: signs in at a station.</param>
public sealed record DemoPerson(string Number, string Name, string? Login, string Role)
{
    /// <summary>Of everybody with a login.</summary>
    public const string Password = "pumps-by-the-dozen";

    /// <summary>What a station's scanner reads of the badge.</summary>
    public string Badge => "BADGE-" + Number;

    /// <summary>For a station without a scanner.</summary>
    public string Pin => "7" + Number;
}

/// <summary>
/// Fills an installation with the demo plant by posting its data. Every body has an identifier of its own that is the same on each
/// start, so a start that was broken off is finished by the next one and nothing is there twice.
/// </summary>
internal sealed class DemoPlant(IServiceProvider services, ILogger log)
{
    private static readonly string[] Scopes =
    [
        "mes.read", "erp.read", "mes.operate", "mes.lead", "mes.material", "mes.signals", "mes.downtime", "mes.quality-hold",
        "erp.sales", "erp.stock", "erp.ship", "erp.work-orders", Permissions.IntegrationRead,
    ];

    private const string KeyName = "Simulated floor ";

    internal static IReadOnlyList<DemoPerson> People { get; } =
    [
        .. DemoData.Json("people").AsArray()[0]!["bodies"]!.AsArray()
            .Select(body => new DemoPerson(body!["number"]!.GetValue<string>(), body["name"]!.GetValue<string>(), body["login"]?.GetValue<string>(), body["roles"]![0]!.GetValue<string>())),
    ];

    /// <summary>A new key for this run of the floor; those of earlier runs are taken back. Also when the plant was started for the first time.</summary>
    internal async Task<(string Key, DateTime StartUtc)> OpenFloor(Func<string, HttpClient> connect, CancellationToken stop)
    {
        var now = Now;
        var name = $"{KeyName}{now:yyyy-MM-dd HH:mm:ss.fff}";
        var made = await Post("/api/platform/api-keys", new { id = Guid.CreateVersion7(), name, scopes = Scopes, expiresUtc = now.AddDays(90), reason = "Simulated floor of the demo" }, null, stop);
        if (made.Refusal is { } refusal) throw new InvalidOperationException($"The simulated floor got no key: {refusal.Sentence}");
        var key = JsonSerializer.SerializeToElement(made.Value, TactusJson.Options).GetProperty("key").GetString()!;
        using var http = connect(key);
        var keys = await new Door(http, log).List<KeyNow>($"/api/platform/api-keys?filter=name:starts:{Uri.EscapeDataString(KeyName)}&sort=createdUtc&limit=1000", stop);
        foreach (var old in keys.Where(each => each.Name != name && each.RevokedUtc is null))
            await Post("/api/platform/api-key-revocations", new { id = Guid.CreateVersion7(), name = old.Name, reason = "The floor was started anew" }, null, stop);
        return (key, keys.Count > 0 ? keys[0].CreatedUtc : now);
    }

    /// <summary>Posts the data. What a visitor changed since stays as it is.</summary>
    /// <returns>What was refused, as sentences; empty when all is there.</returns>
    internal async Task<IReadOnlyList<string>> Seed(DateTime startUtc, CancellationToken stop)
    {
        var refused = new List<string>();
        foreach (var file in DemoData.Files)
        {
            foreach (var post in DemoData.Posts(file, startUtc))
            {
                var said = await Post(post.Path, post.Body, null, stop);
                if (said.Refusal is { } refusal) refused.Add($"{post.Path}: {refusal.Sentence}");
                else if (post.Path == "/api/platform/people") refused.AddRange(await Credentials(said.Value, stop));
            }
        }
        foreach (var sentence in refused) log.LogWarning("Demo data: {Sentence}", sentence);
        return refused;
    }

    /// <summary>A door is open for a moment as its own person: a password that somebody else set would have to be changed at the first sign-in.</summary>
    private async Task<IEnumerable<string>> Credentials(object person, CancellationToken stop)
    {
        var view = JsonSerializer.SerializeToElement(person, TactusJson.Options);
        var demo = People.First(each => each.Number == view.GetProperty("number").GetString());
        var self = new Actor("person", view.GetProperty("id").GetGuid(), demo.Number, demo.Name, new HashSet<string> { Permissions.Everything });
        var said = new List<Outcome<object>>();
        if (demo.Login is not null) said.Add(await Post("/api/platform/password-changes", new { id = Id("password"), password = DemoPerson.Password }, self, stop));
        said.Add(await Post("/api/platform/pin-changes", new { id = Id("pin"), pin = demo.Pin, personNumber = demo.Number }, null, stop));
        said.Add(await Post("/api/platform/badge-changes", new { id = Id("badge"), personNumber = demo.Number, badge = demo.Badge }, null, stop));
        return said.Where(each => each.Refusal is not null).Select(each => $"{demo.Number}: {each.Refusal!.Sentence}");

        Guid Id(string what) => Keys.Of("demo", "people", $"{what}#{demo.Number}", "", 1);
    }

    /// <summary>Quality sets a lot of doors aside, some of which are in pumps by now.</summary>
    internal async Task Hold(DateTime startUtc, CancellationToken stop)
    {
        var held = await Post("/api/mes/lot-holds", new
        {
            id = Keys.Of("demo", "holds", "HSG-DOOR-0430", "", 1), lotNo = "HSG-DOOR-0430", reasonCode = "DIM-CHECK",
            text = "Hinge bore at the upper limit, 3 of 5 measured", atUtc = startUtc,
        }, null, stop);
        if (held.Refusal is { } refusal) log.LogWarning("Demo data: {Sentence}", refusal.Sentence);
    }

    private DateTime Now => services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;

    private Task<Outcome<object>> Post(string path, object body, Actor? actor, CancellationToken stop) =>
        services.GetRequiredService<CommandCatalog>().Post(services, path, body, new CommandContext(actor ?? Actor.System, Now), stop);

    private sealed record KeyNow(string Name, DateTime CreatedUtc, DateTime? RevokedUtc);
}
