using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tactus.Platform;
using Tactus.Platform.Mail;

namespace Tactus.Coordination.Tasks;

/// <summary>Where a notice is on its way by mail.</summary>
internal enum MailState
{
    /// <summary>It is not mailed: no address, or no mail server when it was written.</summary>
    None,
    /// <summary>To be sent, or sent again.</summary>
    Waiting,
    Sent,
    /// <summary>Given up: the server will never take it, or a day has gone.</summary>
    Dead,
}

/// <summary>
/// Sends notices by mail to people who have an address. The notice is its own queue: it waits in the database until the mail server has taken it, so a
/// letter is sent at least once and, killed between the two, twice with the same Message-ID.
/// </summary>
internal sealed class NoticeMail(
    HalfDatabase<CoordinationDb> database, CommandRunner<CoordinationDb> runner, Mailer mailer, TimeProvider clock, ILogger<NoticeMail> log) : BackgroundService
{
    private const int Most = 50;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromHours(24);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
            try
            {
                if (await SendDue(stoppingToken) < Most) await Task.Delay(Look, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogWarning(e, "Notices could not be mailed; trying again");
                await Task.Delay(TimeSpan.FromSeconds(5), stoppingToken);
            }
    }

    /// <summary>Sends what is due, at most some; tells how many were tried.</summary>
    internal async Task<int> SendDue(CancellationToken stop)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        List<Notice> due;
        KnownSite? site;
        Dictionary<string, KnownPerson> people;
        await using (var db = database.Read())
        {
            due = await db.Notices.Where(each => each.Mail == MailState.Waiting && each.NextTryUtc <= now).OrderBy(each => each.Id).Take(Most).ToListAsync(stop);
            if (due.Count == 0) return 0;
            site = await db.Set<KnownSite>().FirstOrDefaultAsync(stop);
            var numbers = due.Select(each => each.Person).Distinct().ToList();
            people = await db.KnownPeople.Where(each => numbers.Contains(each.Number)).ToDictionaryAsync(each => each.Number, stop);
        }
        var tried = 0;
        foreach (var notice in due)
        {
            var result = people.GetValueOrDefault(notice.Person) is { Active: true, Email: { } address } person
                ? await mailer.Send(new Letter(notice.Id, address, NoticeTexts.Subject(notice, person.Language), NoticeTexts.Body(notice, person.Language, site?.Address)), stop)
                : new MailResult("The person has no address any more.", true);
            await runner.RunAsSystem("NoteMail", async db =>
            {
                var kept = await db.Notices.FirstAsync(each => each.Id == notice.Id, stop);
                kept.MailTries++;
                kept.MailFault = result.Fault;
                if (result.Fault is null) kept.Mail = MailState.Sent;
                else if (result.Final || now - kept.AtUtc >= GiveUpAfter) kept.Mail = MailState.Dead;
                // 10 s, 20 s, ... an hour.
                else kept.NextTryUtc = now.AddSeconds(Math.Min(3_600, 10 * Math.Pow(2, Math.Min(kept.MailTries - 1, 10))));
                return true;
            }, stop);
            tried++;
            // A server that does not answer is not asked fifty times in a row.
            if (result is { Fault: not null, Final: false }) break;
        }
        return tried;
    }
}

/// <summary>What a notice says where there is no page to say it: in letters. The pages have the same sentences among their texts.</summary>
internal static class NoticeTexts
{
    private static readonly Dictionary<string, (string En, string Ko)> Sentences = new()
    {
        ["escalation.step"] = ("{subject} waits for you.", "{subject}: 당신을 기다립니다."),
        ["escalation.cameOnDuty"] = ("{subject} waits for whoever comes on duty.", "{subject}: 근무를 시작하는 사람을 기다립니다."),
        ["escalation.acknowledgementExpired"] = ("{subject} was taken and is not dealt with yet.", "{subject}: 맡았지만 아직 처리되지 않았습니다."),
        ["escalation.acknowledgerLeft"] = ("{subject}: whoever had taken it has gone.", "{subject}: 맡았던 사람이 자리에 없습니다."),
        ["escalation.reassigned"] = ("{subject} is yours now.", "{subject}: 이제 당신 담당입니다."),
        ["escalation.lastResort"] = ("{subject}: nobody else has answered.", "{subject}: 아무도 답하지 않았습니다."),
        ["escalationFault"] = ("{subject}: the escalation policy could not run. {why}", "{subject}: 에스컬레이션 정책을 실행할 수 없습니다. {why}"),
        ["task.withdrawn"] = ("{subject} is not wanted any more. {why}", "{subject}: 더 필요하지 않습니다. {why}"),
        ["task.missed"] = ("{subject} is overdue.", "{subject}: 기한이 지났습니다."),
        ["task.refused"] = ("{who} refused {subject}. {why}", "{who} 님이 {subject} 건을 거절했습니다. {why}"),
        ["task.assigned"] = ("{subject} was handed to you. {why}", "{subject}: 당신에게 넘어왔습니다. {why}"),
        ["exception.assigned"] = ("{subject} was given to you. {why}", "{subject}: 당신에게 맡겨졌습니다. {why}"),
    };

    /// <summary>Every text that a notice can have.</summary>
    internal static IReadOnlyCollection<string> All => Sentences.Keys;

    internal static string Subject(Notice notice, string language) => Line(notice, language, notice.ReadWords().GetValueOrDefault("subject") ?? "").Trim();

    internal static string Body(Notice notice, string language, string? site)
    {
        var words = notice.ReadWords();
        var said = words.GetValueOrDefault("subject") ?? "";
        if (words.GetValueOrDefault("text") is { Length: > 0 } text) said += ": " + text;
        var path = notice.TaskNo is { } task ? $"/coordination/tasks/{task}" : $"/exceptions/{notice.ExceptionNo}";
        return Line(notice, language, said).Trim() + (site is null ? "" : $"\n\n{site}{path}") + "\n";
    }

    private static string Line(Notice notice, string language, string subject)
    {
        var words = notice.ReadWords();
        var (en, ko) = Sentences.TryGetValue(notice.Text, out var known) ? known : ("{subject}", "{subject}");
        return (language == "ko" ? ko : en).Replace("{subject}", subject, StringComparison.Ordinal).Replace("{why}", words.GetValueOrDefault("why"), StringComparison.Ordinal)
            .Replace("{who}", words.GetValueOrDefault("who"), StringComparison.Ordinal);
    }
}
