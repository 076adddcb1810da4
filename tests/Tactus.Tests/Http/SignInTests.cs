using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Platform;
using Tactus.Platform.Identity;

namespace Tactus.Tests.Http;

public sealed class SignInTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_printed_token_makes_one_administrator_and_no_second(string database)
    {
        await using var plant = await HttpPlant.New(database);
        var nobody = plant.Caller();
        (await nobody.Get("/api/platform/setup")).Body.GetProperty("needsAdministrator").GetBoolean().ShouldBeTrue();
        (await nobody.Post("/api/platform/first-administrator", new { token = "guess", login = "eve", name = "Eve", password = "a long password" })).Code.ShouldBe("token-invalid");
        var token = await plant.Services.FirstAdministratorToken(CancellationToken.None);
        (await nobody.Post("/api/platform/first-administrator", new { token, login = "ada", name = "Ada", password = "password12" })).Code.ShouldBe("password-weak");

        var administrator = await plant.Administrator();
        (await administrator.Get("/api/platform/me")).Body.GetProperty("permissions").EnumerateArray().Select(right => right.GetString()).ShouldContain("mes.read");
        (await plant.Services.FirstAdministratorToken(CancellationToken.None)).ShouldBeNull();
        (await nobody.Post("/api/platform/first-administrator", new { token, login = "eve", name = "Eve", password = "a long password" })).Code.ShouldBe("administrator-exists");
    }

    [Fact]
    public async Task A_session_is_a_strict_cookie_that_scripts_can_not_read_and_a_change_needs_its_token()
    {
        await using var plant = await HttpPlant.New();
        var administrator = await plant.Administrator();
        administrator.SetCookies.Single().ShouldSatisfyAllConditions(
            cookie => cookie.ShouldContain("httponly"), cookie => cookie.ShouldContain("samesite=strict"), cookie => cookie.ShouldContain("path=/"));

        var forged = new { number = "7", name = "Forged" };
        administrator.Csrf = null;
        (await administrator.Post("/api/platform/people", forged)).ShouldSatisfyAllConditions(answer => answer.Status.ShouldBe(403), answer => answer.Code.ShouldBe("csrf"));
        await administrator.LearnCsrf();
        administrator.Headers["Origin"] = "https://elsewhere.example";
        (await administrator.Post("/api/platform/people", forged)).Code.ShouldBe("csrf");
        administrator.Headers["Origin"] = "http://localhost";
        administrator.Headers["Sec-Fetch-Site"] = "cross-site";
        (await administrator.Post("/api/platform/people", forged)).Code.ShouldBe("csrf");
        administrator.Headers["Sec-Fetch-Site"] = "same-origin";
        (await administrator.Post("/api/platform/people", forged)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Wrong_unknown_and_locked_answer_alike_and_five_failures_lock_for_five_minutes_then_ten()
    {
        await using var plant = await HttpPlant.New();
        var administrator = await plant.Administrator();
        await plant.PersonWith(administrator, "bob", "mes.read");
        var caller = plant.Caller();
        var unknown = await caller.Post("/api/platform/sessions", new { login = "nobody", password = "a password of my own" });
        unknown.Status.ShouldBe(401);
        for (var i = 0; i < 5; i++)
            (await caller.Post("/api/platform/sessions", new { login = "bob", password = "wrong" })).Text.ShouldBe(unknown.Text);
        async Task<Answer> Right() => await caller.Post("/api/platform/sessions", new { login = "Bob", password = "a password of my own" });
        (await Right()).Text.ShouldBe(unknown.Text);
        plant.Clock.Advance(TimeSpan.FromMinutes(5.1));
        (await caller.Post("/api/platform/sessions", new { login = "bob", password = "wrong" })).Status.ShouldBe(401);
        plant.Clock.Advance(TimeSpan.FromMinutes(5.1));
        (await Right()).Status.ShouldBe(401);
        plant.Clock.Advance(TimeSpan.FromMinutes(5));
        (await Right()).Status.ShouldBe(200);
        (await Right()).Status.ShouldBe(200);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_station_is_enrolled_once_and_people_sign_in_there_by_badge_or_pin_for_a_quarter_hour(string database)
    {
        await using var plant = await HttpPlant.New(database);
        var administrator = await plant.Administrator();
        await plant.PersonWith(administrator, "olga", "mes.read");
        (await administrator.Post("/api/platform/stations", new { no = "ST-1", name = "Press 1", workCentreNo = "MOULD" })).Status.ShouldBe(200);
        (await administrator.Post("/api/platform/badge-changes", new { personNumber = "N-olga", badge = "0004711" })).Status.ShouldBe(200);
        (await administrator.Post("/api/platform/pin-changes", new { personNumber = "N-olga", pin = "1234" })).Code.ShouldBe("pin-invalid");
        (await administrator.Post("/api/platform/pin-changes", new { personNumber = "N-olga", pin = "7381" })).Status.ShouldBe(200);
        var token = (await administrator.Post("/api/platform/station-enrolment-tokens", new { stationNo = "ST-1" })).Body.GetProperty("token").GetString();

        var terminal = plant.Caller();
        (await terminal.Post("/api/platform/station-sessions", new { badge = "0004711" })).Code.ShouldBe("station-unknown");
        (await terminal.Post("/api/platform/station-enrolments", new { token })).Status.ShouldBe(200);
        (await plant.Caller().Post("/api/platform/station-enrolments", new { token })).Code.ShouldBe("token-invalid");
        var empty = (await terminal.Get("/api/platform/me")).Body;
        empty.GetProperty("kind").GetString().ShouldBe("station");
        empty.GetProperty("person").ValueKind.ShouldBe(JsonValueKind.Null);
        (await terminal.Get("/api/platform/people")).Status.ShouldBe(401);

        (await terminal.Post("/api/platform/station-sessions", new { badge = "0004712" })).Code.ShouldBe("sign-in-failed");
        (await terminal.Post("/api/platform/station-sessions", new { badge = "0004711" })).Status.ShouldBe(200);
        await terminal.LearnCsrf();
        (await terminal.Get("/api/platform/me")).Body.GetProperty("station").GetProperty("workCentre").GetString().ShouldBe("MOULD");
        (await terminal.Send(HttpMethod.Delete, "/api/platform/station-sessions", null)).Status.ShouldBe(204);
        (await terminal.Get("/api/platform/me")).Body.GetProperty("person").ValueKind.ShouldBe(JsonValueKind.Null);

        terminal.Csrf = null;
        (await terminal.Post("/api/platform/station-sessions", new { personNumber = "N-olga", pin = "7381" })).Status.ShouldBe(200);
        plant.Clock.Advance(TimeSpan.FromMinutes(14));
        (await terminal.Get("/api/platform/me")).Body.GetProperty("person").GetProperty("name").GetString().ShouldBe("olga");
        plant.Clock.Advance(TimeSpan.FromMinutes(14));
        (await terminal.Get("/api/platform/me")).Body.GetProperty("person").GetProperty("name").GetString().ShouldBe("olga");
        plant.Clock.Advance(TimeSpan.FromMinutes(16));
        (await terminal.Get("/api/platform/me")).Body.GetProperty("person").ValueKind.ShouldBe(JsonValueKind.Null);

        await terminal.Post("/api/platform/station-sessions", new { badge = "0004711" });
        (await administrator.Post("/api/platform/badge-changes", new { personNumber = "N-olga", badge = (string?)null, reason = "left" })).Status.ShouldBe(200);
        (await terminal.Get("/api/platform/me")).Body.GetProperty("person").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_key_is_shown_once_is_nowhere_stored_and_holds_exactly_its_scopes_until_it_ends(string database)
    {
        await using var plant = await HttpPlant.New(database);
        var administrator = await plant.Administrator();
        var wanted = new { name = "press-agent", scopes = (string[])["platform.people.read"], expiresUtc = plant.Clock.GetUtcNow().UtcDateTime.AddDays(30) };
        var idempotency = Guid.CreateVersion7();
        var key = (await administrator.Post("/api/platform/api-keys", wanted, idempotency)).Body.GetProperty("key").GetString()!;
        (await administrator.Post("/api/platform/api-keys", wanted, idempotency)).Body.GetProperty("key").ValueKind.ShouldBe(JsonValueKind.Null);
        await using (var db = plant.Services.GetRequiredService<HalfDatabase<PlatformDb>>().Read())
        {
            var secret = key.Split('.')[1];
            (await db.Receipts.Select(receipt => receipt.Answer).ToListAsync()).ShouldAllBe(answer => !answer.Contains(secret));
            (await db.Audit.Select(entry => entry.After).ToListAsync()).ShouldAllBe(after => after == null || !after.Contains(secret));
        }

        var agent = plant.Caller();
        agent.Bearer = key;
        (await agent.Get("/api/platform/people")).Status.ShouldBe(200);
        (await agent.Get("/api/platform/api-keys")).ShouldSatisfyAllConditions(answer => answer.Status.ShouldBe(403), answer => answer.Text.ShouldContain("platform.integration.read"));
        (await agent.Post("/api/platform/people", new { number = "1", name = "x" })).Code.ShouldBe("right-missing");
        agent.Bearer = key[..^1] + (key[^1] == 'A' ? 'B' : 'A');
        (await agent.Get("/api/platform/people")).Code.ShouldBe("key-invalid");
        agent.Bearer = key;
        (await administrator.Post("/api/platform/api-key-revocations", new { name = "press-agent", reason = "lost" })).Status.ShouldBe(200);
        (await agent.Get("/api/platform/people")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task An_expired_key_is_refused()
    {
        await using var plant = await HttpPlant.New();
        var administrator = await plant.Administrator();
        var agent = plant.Caller();
        agent.Bearer = (await administrator.Post("/api/platform/api-keys",
            new { name = "short", scopes = (string[])["platform.people.read"], expiresUtc = plant.Clock.GetUtcNow().UtcDateTime.AddHours(1) })).Body.GetProperty("key").GetString();
        (await agent.Get("/api/platform/people")).Status.ShouldBe(200);
        plant.Clock.Advance(TimeSpan.FromHours(1.1));
        (await agent.Get("/api/platform/people")).Code.ShouldBe("key-invalid");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_last_administrator_stays_and_nobody_gives_what_they_have_not(string database)
    {
        await using var plant = await HttpPlant.New(database);
        var administrator = await plant.Administrator();
        var number = (await administrator.Get("/api/platform/me")).Body.GetProperty("person").GetProperty("number").GetString();
        (await administrator.Post("/api/platform/person-deactivations", new { number, reason = "leaves" })).Code.ShouldBe("last-administrator");
        (await administrator.Post("/api/platform/person-changes", new { number, name = "Ada", login = "admin", language = "en", roles = Array.Empty<string>() })).Code.ShouldBe("last-administrator");
        (await administrator.Post("/api/platform/role-changes", new { name = "administrator", text = "All", permissions = (string[])["mes.read"] })).Code.ShouldBe("last-administrator");
        (await administrator.Post("/api/platform/roles", new { name = "odd", text = "Odd", permissions = (string[])["mes.fly"] })).Code.ShouldBe("permission-unknown");

        var clerk = await plant.PersonWith(administrator, "clerk", Permissions.People, Permissions.PeopleRead);
        (await clerk.Post("/api/platform/roles", new { name = "mine", text = "Mine", permissions = (string[])["mes.read"] })).Code.ShouldBe("grant-exceeds-rights");
        (await clerk.Post("/api/platform/people", new { number = "9", name = "Friend", roles = (string[])["administrator"] })).Code.ShouldBe("grant-exceeds-rights");
        (await clerk.Post("/api/platform/password-changes", new { password = "now it is mine", personNumber = number })).Code.ShouldBe("grant-exceeds-rights");
    }

    [Fact]
    public async Task Rights_change_at_once_and_a_deactivated_person_is_out_at_once()
    {
        await using var plant = await HttpPlant.New();
        var administrator = await plant.Administrator();
        var reader = await plant.PersonWith(administrator, "reader", Permissions.PeopleRead);
        (await reader.Get("/api/platform/people")).Status.ShouldBe(200);
        (await administrator.Post("/api/platform/role-changes", new { name = "role-reader", text = "None", permissions = Array.Empty<string>() })).Status.ShouldBe(200);
        (await reader.Get("/api/platform/people")).Status.ShouldBe(403);
        (await administrator.Post("/api/platform/person-deactivations", new { number = "N-reader", reason = "left" })).Status.ShouldBe(200);
        (await reader.Get("/api/platform/people")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Too_many_tries_are_answered_with_when_to_come_back()
    {
        await using var plant = await HttpPlant.New(arrange: services => services.AddSingleton(new CallLimits { SignInsPerName = 3 }));
        var caller = plant.Caller();
        for (var i = 0; i < 3; i++) (await caller.Post("/api/platform/sessions", new { login = "x", password = "y" })).Status.ShouldBe(401);
        var answer = await caller.Post("/api/platform/sessions", new { login = "X", password = "y" });
        answer.Status.ShouldBe(429);
        answer.Headers.RetryAfter.ShouldNotBeNull();
    }

    [Fact]
    public async Task The_default_roles_name_rights_that_there_are()
    {
        await using var plant = await HttpPlant.New();
        var known = plant.Services.GetRequiredService<KnownPermissions>();
        DefaultRoles.All.SelectMany(role => role.Rights.Select(right => $"{role.Name}: {right}")).Where(each => !known.All.ContainsKey(each.Split(": ")[1])).ShouldBeEmpty();
        var administrator = await plant.Administrator();
        (await administrator.Get("/api/platform/roles?filter=name:eq:operator")).Body.GetProperty("items")[0].GetProperty("permissions").EnumerateArray()
            .Select(right => right.GetString()).ShouldContain("mes.operate");
    }
}
