using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Coordination.Tasks;

/// <summary>Something that a person is told. The text is made where it is read, in the reader's language.</summary>
[NotAudited]
internal sealed class Notice
{
    public Guid Id { get; init; }
    public required string Person { get; init; }
    public DateTime AtUtc { get; init; }
    /// <summary>Names the text, e.g. escalation.step.</summary>
    public required string Text { get; init; }
    /// <summary>What the text names, as JSON: words by name.</summary>
    public required string Words { get; init; }
    public string? ExceptionNo { get; init; }
    public string? TaskNo { get; init; }
    public DateTime? ReadUtc { get; set; }
    public MailState Mail { get; set; }
    public DateTime? NextTryUtc { get; set; }
    public int MailTries { get; set; }
    /// <summary>Why the last try failed.</summary>
    public string? MailFault { get; set; }

    internal Dictionary<string, string> ReadWords() => JsonSerializer.Deserialize<Dictionary<string, string>>(Words, TactusJson.Options)!;
}

/// <summary>A notice as its page shows it.</summary>
internal sealed record NoticeView(Guid Id, DateTime AtUtc, string Text, IReadOnlyDictionary<string, string> Words, string? ExceptionNo, string? TaskNo, DateTime? ReadUtc);

/// <summary>Tells people.</summary>
internal static class Notices
{
    private const int MostShown = 200;

    /// <summary>Tells each of them once, in the transaction of what they are told of.</summary>
    /// <param name="db">Gets the notices.</param>
    /// <param name="people">Personnel numbers.</param>
    /// <param name="text">Name of the text.</param>
    /// <param name="subject">EX-000001 or TK-000001.</param>
    /// <param name="words">What the text names.</param>
    /// <param name="by">When.</param>
    /// <param name="stop">Ends the reading.</param>
    internal static async Task Tell(CoordinationDb db, IEnumerable<string> people, string text, string subject, Dictionary<string, string> words, CommandContext by, CancellationToken stop)
    {
        var task = subject.StartsWith("TK", StringComparison.Ordinal) ? await db.Tasks.FindAsync([subject], stop) : null;
        var duty = await DutyBook.Of(db, stop);
        words["subject"] = subject;
        if (task is not null) words["text"] = task.Text;
        foreach (var person in people.Distinct(StringComparer.Ordinal).Where(each => each != PolicyPlan.Nobody))
        {
            var mailed = duty.Mails && duty.People.GetValueOrDefault(person) is { Active: true, Email: not null };
            db.Notices.Add(new Notice
            {
                Id = Guid.CreateVersion7(), Person = person, AtUtc = by.NowUtc, Text = text, Words = JsonSerializer.Serialize(words, TactusJson.Options),
                ExceptionNo = task is null ? subject : task.DisruptionNo, TaskNo = task?.No, Mail = mailed ? MailState.Waiting : MailState.None, NextTryUtc = mailed ? by.NowUtc : null,
            });
            db.Changed("coordination.notices", person);
        }
    }

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.Read("/api/coordination/my-notices", CoordinationPermissions.Read, "What you have been told, the newest first",
            async (HttpContext http, CoordinationDb db, CancellationToken stop) =>
            {
                var person = http.Actor().Number;
                var notices = await db.Notices.Where(each => each.Person == person).OrderByDescending(each => each.AtUtc).ThenByDescending(each => each.Id).Take(MostShown).ToListAsync(stop);
                return ((Outcome<Page<NoticeView>>)new Page<NoticeView>(
                    notices.ConvertAll(each => new NoticeView(each.Id, each.AtUtc, each.Text, each.ReadWords(), each.ExceptionNo, each.TaskNo, each.ReadUtc)), null)).ToHttp();
            }).Produces<Page<NoticeView>>();
        ReadNotices.Map(app);
    }
}

/// <summary>A person has read what they were told.</summary>
/// <param name="Notices">Null: all of them.</param>
internal sealed record ReadNotices(IReadOnlyList<Guid>? Notices = null) : Command<CoordinationDb, Done>
{
    internal static void Map(IEndpointRouteBuilder app) => app.Command<ReadNotices>("/api/coordination/notice-readings", CoordinationPermissions.Read, "Mark what you have been told as read");

    public override async Task<Outcome<Done>> Handle(CoordinationDb db, CommandContext by, CancellationToken stop)
    {
        var person = by.Actor.Number;
        var unread = db.Notices.Where(each => each.Person == person && each.ReadUtc == null);
        if (Notices is not null) unread = unread.Where(each => Notices.Contains(each.Id));
        foreach (var notice in await unread.ToListAsync(stop)) notice.ReadUtc = by.NowUtc;
        db.Changed("coordination.notices", person);
        return Done.It;
    }
}
