using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Coordination.Tasks;
using Tactus.Platform.Mail;
using Tactus.Tests.Coordination.Tasks;

namespace Tactus.Tests.Platform.Mail;

/// <summary>Notices by mail, against a server that speaks SMTP over a socket.</summary>
public sealed class MailTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Who_has_an_address_is_written_to_in_their_language_once(string database)
    {
        using var drop = new MailDrop();
        await using var desk = await WithMail(database, drop);
        var no = await desk.Give(new { ownerNo = "dee", text = "고객이 하루 늦어도 괜찮습니까?" });
        await Send(desk);
        var letter = drop.Letters.ShouldHaveSingleItem();
        (letter.From, letter.To, letter.SignedInAs).ShouldBe(("MAIL FROM:<tactus@plant.example>", "RCPT TO:<dee@plant.example>", "/tactus/secret"));
        letter.Subject.ShouldBe($"{no}: 당신을 기다립니다.");
        letter.Text.ShouldContain("고객이 하루 늦어도 괜찮습니까?");
        letter.Text.ShouldContain($"https://tactus.example/coordination/tasks/{no}");
        letter.Header("Auto-Submitted").ShouldBe("auto-generated");
        letter.Raw.Split("\r\n").ShouldAllBe(line => line.Length <= 78 && line.All(each => each < 128));
        await Send(desk);
        drop.Letters.Count.ShouldBe(1);
        // Eli has no address: told on the page only.
        await desk.Give(new { ownerNo = "eli" });
        await Send(desk);
        drop.Letters.Count.ShouldBe(1);
        (await desk.Told("eli")).Count.ShouldBe(1);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_letter_waits_for_its_server_and_survives_a_restart(string database)
    {
        using var drop = new MailDrop { ToRecipient = "450 later" };
        await using var desk = await WithMail(database, drop);
        await desk.Give(new { ownerNo = "dee" });
        await Send(desk);
        var waiting = await Only(desk);
        (waiting.Mail, waiting.MailTries).ShouldBe((MailState.Waiting, 1));
        waiting.MailFault.ShouldNotBeNull().ShouldContain("450");
        drop.ToRecipient = "250 fine";
        await Send(desk);
        drop.Letters.ShouldBeEmpty("it is not tried again before its time");
        await desk.Die();
        desk.After(1);
        await Send(desk);
        drop.Letters.Count.ShouldBe(1);
        var sent = await Only(desk);
        (sent.Mail, sent.MailFault).ShouldBe((MailState.Sent, null));
        drop.Letters[0].Header("Message-ID").ShouldBe($"<{sent.Id:N}@plant.example>");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_address_that_does_not_exist_is_given_up_at_once_and_a_silent_server_after_a_day(string database)
    {
        using var drop = new MailDrop { ToRecipient = "550 nobody" };
        await using var desk = await WithMail(database, drop);
        await desk.Give(new { ownerNo = "dee" });
        await Send(desk);
        (await Only(desk)).Mail.ShouldBe(MailState.Dead);
        drop.ToRecipient = "451 busy";
        await desk.Give(new { ownerNo = "dee" });
        for (var hours = 0; hours < 26; hours++)
        {
            desk.After(60);
            await Send(desk);
        }
        await using var db = desk.Plant.Coordination();
        (await db.Notices.Where(each => each.Person == "dee" && each.Mail == MailState.Waiting).CountAsync()).ShouldBe(0);
        drop.Letters.ShouldBeEmpty();
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_password_is_never_shown_again_nor_sent_to_another_server(string database)
    {
        using var drop = new MailDrop();
        await using var desk = await WithMail(database, drop);
        var shown = await desk.Plant.Get("/api/platform/mail-server");
        shown.Text.ShouldNotContain("secret");
        shown.Json.GetProperty("hasPassword").GetBoolean().ShouldBeTrue();
        await using (var platform = desk.Plant.Platform())
            (await platform.Set<Tactus.Platform.Ledger.AuditEntry>().Where(each => each.Subject == "MailServer").Select(each => each.After).ToListAsync()).ShouldAllBe(each => !each!.Contains("\"secret\""));
        // The same server keeps it, another does not get it.
        await Set(desk, drop.Port, "127.0.0.1", null);
        (await desk.Plant.Get("/api/platform/mail-server")).Json.GetProperty("hasPassword").GetBoolean().ShouldBeTrue();
        await Set(desk, drop.Port, "localhost", null);
        (await desk.Plant.Get("/api/platform/mail-server")).Json.GetProperty("hasPassword").GetBoolean().ShouldBeFalse();
        await desk.Refused("password-readable", "/api/platform/mail-server", new { active = true, host = "mail.example", port = 25, security = "none", from = "a@b.example", user = "x", password = "y" });
        await desk.Refused("address-invalid", "/api/platform/mail-server", new { active = true, host = "mail.example", port = 25, security = "none", from = "a@b.example>\r\nRCPT TO:<all" });
        await desk.Refused("address-invalid", "/api/platform/people", new { number = "zoe", name = "Zoe", email = "zoe@\r\nplant" });
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_server_that_offers_no_encryption_gets_nothing_when_it_was_asked_for(string database)
    {
        using var drop = new MailDrop();
        await using var desk = await WithMail(database, drop, "startTls");
        var result = await desk.Plant.Services.GetRequiredService<Mailer>().Send(new Letter(Guid.CreateVersion7(), "dee@plant.example", "x", "y"), CancellationToken.None);
        result.Fault.ShouldNotBeNull().ShouldContain("STARTTLS");
        drop.Letters.ShouldBeEmpty();
        drop.Dispose();
        (await desk.Plant.Services.GetRequiredService<Mailer>().Send(new Letter(Guid.CreateVersion7(), "dee@plant.example", "x", "y"), CancellationToken.None)).Final.ShouldBeFalse();
    }

    [Fact]
    public void Every_notice_has_a_sentence_in_both_languages_on_the_page_and_in_letters()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(root.FullName, "ui", "src"))) root = root.Parent!;
        var page = File.ReadAllText(Path.Combine(root.FullName, "ui", "src", "coordination", "noticeText.ts"));
        foreach (var text in NoticeTexts.All) page.ShouldContain(text);
        foreach (var reason in Enum.GetValues<TellReason>()) NoticeTexts.All.ShouldContain("escalation." + Tactus.Platform.TactusJson.Word(reason));
        var notice = new Notice { Person = "x", Text = "task.refused", Words = """{"subject":"TK-1","why":"Why.","who":"Dee"}""", TaskNo = "TK-1" };
        (NoticeTexts.Subject(notice, "en"), NoticeTexts.Subject(notice, "ko")).ShouldBe(("Dee refused TK-1. Why.", "Dee 님이 TK-1 건을 거절했습니다. Why."));
    }

    private static async Task<Notice> Only(Desk desk)
    {
        await using var db = desk.Plant.Coordination();
        return await db.Notices.SingleAsync(each => each.Person == "dee");
    }

    private static Task Send(Desk desk) => desk.Plant.Services.GetRequiredService<NoticeMail>().SendDue(CancellationToken.None);

    private static Task Set(Desk desk, int port, string host, string? password, string security = "none") => desk.Post("/api/platform/mail-server",
        new { active = true, host, port, security, from = "tactus@plant.example", user = "tactus", password, site = "https://tactus.example/" });

    private static async Task<Desk> WithMail(string database, MailDrop drop, string security = "none")
    {
        var desk = await Desk.New(database);
        await Set(desk, drop.Port, "127.0.0.1", "secret", security);
        await desk.Post("/api/platform/person-changes", new { number = "dee", name = "Dee Sales", login = (string?)null, language = "ko", roles = Array.Empty<string>(), email = "dee@plant.example" });
        await desk.Work();
        return desk;
    }
}
