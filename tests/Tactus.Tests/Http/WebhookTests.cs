using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tactus.Contracts;
using Tactus.Mes;
using Tactus.Platform;
using Tactus.Platform.Messaging;
using Tactus.Platform.Webhooks;

namespace Tactus.Tests.Http;

public sealed class WebhookTests
{
    /// <summary>A receiver on loopback that answers what it is told to.</summary>
    private sealed class Receiver : IAsyncDisposable
    {
        private WebApplication app = null!;
        internal List<(string Body, string Signature, long Timestamp, string Delivery)> Got { get; } = [];
        internal int Answer { get; set; } = 200;
        internal string Url => app.Urls.First() + "/hook";

        internal static async Task<Receiver> New()
        {
            var receiver = new Receiver();
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            receiver.app = builder.Build();
            receiver.app.Run(async http =>
            {
                using var reader = new StreamReader(http.Request.Body);
                var body = await reader.ReadToEndAsync();
                lock (receiver.Got)
                    receiver.Got.Add((body, http.Request.Headers["Tactus-Signature"].ToString(), long.Parse(http.Request.Headers["Tactus-Timestamp"].ToString(), System.Globalization.CultureInfo.InvariantCulture), http.Request.Headers["Tactus-Delivery"].ToString()));
                http.Response.StatusCode = receiver.Answer;
                if (receiver.Answer == 302) http.Response.Headers.Location = "/elsewhere";
            });
            await receiver.app.StartAsync();
            return receiver;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }

    private static Task SendMessage(HttpPlant plant) =>
        plant.Services.GetRequiredService<CommandRunner<MesDb>>().RunAsSystem("Send", db =>
        {
            db.Outbox.Add(new OutboxMessage
            {
                MessageId = Guid.CreateVersion7(), Destination = "erp", Stream = "x:" + Guid.NewGuid(), Seq = 1, Name = MessageNames.All.Keys.Order().First(), Body = "{\"n\":1}",
                SentUtc = plant.Clock.GetUtcNow().UtcDateTime,
            });
            return Task.FromResult(true);
        }, CancellationToken.None);

    private static async Task Run(HttpPlant plant)
    {
        var sender = plant.Services.GetRequiredService<WebhookSender>();
        await sender.Announce(CancellationToken.None);
        await sender.SendDue(CancellationToken.None);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_message_reaches_its_webhook_once_signed_and_a_failing_receiver_is_tried_again_then_given_up_and_replayed(string database)
    {
        await using var plant = await HttpPlant.New(database, services => services.AddSingleton(new WebhookSettings { AllowPrivate = true }));
        await using var receiver = await Receiver.New();
        var administrator = await plant.Administrator();
        var secret = (await administrator.Post("/api/platform/webhooks", new { name = "erp-bridge", url = receiver.Url, messages = (string[])["*"] })).Body.GetProperty("secret").GetString()!;
        await SendMessage(plant);
        await Run(plant);
        await Run(plant);
        var (body, signature, timestamp, _) = receiver.Got.ShouldHaveSingleItem();
        signature.ShouldBe("v1=" + WebhookDelivery.Sign(secret, timestamp, body));
        JsonDocument.Parse(body).RootElement.GetProperty("message").GetProperty("n").GetInt32().ShouldBe(1);

        receiver.Answer = 302;
        await SendMessage(plant);
        for (var hour = 0; hour < 30; hour++)
        {
            await Run(plant);
            plant.Clock.Advance(TimeSpan.FromHours(1));
        }
        receiver.Got.Select(each => each.Delivery).Distinct().Count().ShouldBe(2);
        receiver.Got.Count.ShouldBeInRange(20, 30);
        await administrator.SignInAgain();
        var dead = (await administrator.Get("/api/platform/webhook-deliveries?filter=state:eq:dead")).Body.GetProperty("items");
        dead.GetArrayLength().ShouldBe(1);
        dead[0].GetProperty("lastStatus").GetInt32().ShouldBe(302);

        receiver.Answer = 204;
        (await administrator.Post("/api/platform/webhook-replays", new { deliveryId = dead[0].GetProperty("id").GetGuid() })).Status.ShouldBe(200);
        await Run(plant);
        (await administrator.Get("/api/platform/webhook-deliveries?filter=state:eq:delivered")).Body.GetProperty("items").GetArrayLength().ShouldBe(2);
        (await administrator.Post("/api/platform/webhook-tests", new { name = "erp-bridge" })).Body.GetProperty("delivered").GetBoolean().ShouldBeTrue();
        (await administrator.Post("/api/platform/webhook-removals", new { name = "erp-bridge", reason = "over" })).Status.ShouldBe(200);
        var before = receiver.Got.Count;
        await SendMessage(plant);
        await Run(plant);
        receiver.Got.Count.ShouldBe(before);
    }

    [Fact]
    public async Task Addresses_inside_the_network_are_refused_when_named_and_when_connected_to()
    {
        await using var plant = await HttpPlant.New(arrange: services => services.AddSingleton(new WebhookSettings { AllowPrivate = false }));
        var administrator = await plant.Administrator();
        foreach (var (url, code) in ((string, string)[])[("ftp://example.com", "url-invalid"), ("http://u:p@example.com", "url-invalid"), ("http://127.0.0.1:9/x", "url-private"), ("http://localhost/x", "url-private"),
            ("http://10.1.2.3/", "url-private"), ("http://169.254.169.254/latest", "url-private"), ("http://[::1]/", "url-private"), ("http://[::ffff:192.168.1.1]/", "url-private")])
            (await administrator.Post("/api/platform/webhooks", new { name = "w", url, messages = (string[])["*"] })).Code.ShouldBe(code, url);
        // A name that leads inside is found out at the connection.
        using var client = WebhookGuard.Client(new WebhookSettings { AllowPrivate = false });
        (await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync(new Uri("http://localhost:1/")))).GetBaseException().Message.ShouldContain("private network");
        foreach (var address in (string[])["8.8.8.8", "2001:4860:4860::8888"]) WebhookGuard.IsPublic(IPAddress.Parse(address)).ShouldBeTrue(address);
        foreach (var address in (string[])["100.64.0.1", "172.20.0.1", "fc00::1", "fe80::1", "64:ff9b::a00:1", "2002:a00:1::", "0.0.0.0", "224.0.0.1"]) WebhookGuard.IsPublic(IPAddress.Parse(address)).ShouldBeFalse(address);
    }
}
