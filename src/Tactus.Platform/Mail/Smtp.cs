using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Tactus.Platform.Mail;

/// <summary>How a connection to a mail server is kept from being read.</summary>
internal enum MailSecurity
{
    /// <summary>Not at all: for a server on the same machine or network that knows no better. A password is never sent so.</summary>
    None,
    /// <summary>Upgraded by STARTTLS (RFC 3207) before anything is said; usually port 587.</summary>
    StartTls,
    /// <summary>From the first byte (RFC 8314); usually port 465.</summary>
    Tls,
}

/// <summary>A letter to one person.</summary>
/// <param name="Id">The same on every try: becomes the Message-ID, by which a receiver recognises a second copy.</param>
/// <param name="To">Address.</param>
/// <param name="Text">Plain text.</param>
public sealed record Letter(Guid Id, string To, string Subject, string Text);

/// <summary>How a try went.</summary>
/// <param name="Fault">Null: the server has taken it.</param>
/// <param name="Final">The server will never take it; another try is useless (a reply of 500 and more to the address or the text).</param>
public sealed record MailResult(string? Fault, bool Final = false);

/// <summary>One conversation with a mail server (RFC 5321): greeted, secured, signed in, one letter handed over.</summary>
internal sealed class Smtp : IAsyncDisposable
{
    private const int LongestLine = 2_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly MailServer server;
    private readonly TcpClient client = new() { NoDelay = true };
    private Stream stream = Stream.Null;
    private HashSet<string> offers = [];
    private bool secured;

    private Smtp(MailServer server) => this.server = server;

    /// <summary>A server refused something.</summary>
    private sealed class Refused(int code, string said) : Exception(said)
    {
        internal int Code => code;
    }

    /// <summary>Hands a letter over; never throws for what the server or the network does.</summary>
    internal static async Task<MailResult> Send(MailServer server, Letter letter, DateTime nowUtc, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        await using var smtp = new Smtp(server);
        try
        {
            await smtp.Greet(patience.Token);
            await smtp.HandOver(letter, nowUtc, patience.Token);
            return new MailResult(null);
        }
        catch (Refused refused)
        {
            return new MailResult($"{server.Host} said {refused.Code}: {refused.Message}", refused.Code is >= 550 and <= 554);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new MailResult($"{server.Host} did not answer within {Patience.TotalSeconds:0} s.");
        }
        catch (Exception e) when (e is SocketException or IOException or System.Security.Authentication.AuthenticationException)
        {
            return new MailResult($"{server.Host}:{server.Port} {e.GetBaseException().Message}");
        }
    }

    private async Task Greet(CancellationToken stop)
    {
        await client.ConnectAsync(server.Host, server.Port, stop);
        stream = client.GetStream();
        if (server.Security == MailSecurity.Tls) await Secure(stop);
        await Expect(2, stop);
        await Hello(stop);
        if (server.Security == MailSecurity.StartTls)
        {
            // Without it everything would be readable on the way; that is refused rather than done silently.
            if (!offers.Contains("STARTTLS")) throw new Refused(502, "it offers no STARTTLS; choose another way or another port");
            await Say("STARTTLS", 2, stop);
            await Secure(stop);
            await Hello(stop);
        }
        if (server.User is not { Length: > 0 } user) return;
        if (!secured && !IsHere(server.Host)) throw new Refused(502, "a password is not sent over a connection that can be read; choose STARTTLS or TLS");
        var password = server.Password ?? "";
        if (offers.Contains("AUTH PLAIN")) await Say("AUTH PLAIN " + Base64($"\0{user}\0{password}"), 2, stop);
        else
        {
            await Say("AUTH LOGIN", 3, stop);
            await Say(Base64(user), 3, stop);
            await Say(Base64(password), 2, stop);
        }
    }

    private async Task HandOver(Letter letter, DateTime nowUtc, CancellationToken stop)
    {
        await Say($"MAIL FROM:<{server.From}>", 2, stop);
        await Say($"RCPT TO:<{letter.To}>", 2, stop);
        await Say("DATA", 3, stop);
        // Base64 has no line that begins with a dot, and headers do not either: nothing needs to be doubled.
        await Say(Compose(server, letter, nowUtc) + "\r\n.", 2, stop);
        try
        {
            await Say("QUIT", 2, stop);
        }
        catch (Exception e) when (e is Refused or IOException)
        {
            // The letter is handed over; how the server takes its leave does not matter.
        }
    }

    /// <summary>The letter as it goes over the wire (RFC 5322, RFC 2045): plain text in UTF-8.</summary>
    internal static string Compose(MailServer server, Letter letter, DateTime nowUtc)
    {
        var body = Convert.ToBase64String(Encoding.UTF8.GetBytes(letter.Text.ReplaceLineEndings("\r\n")), Base64FormattingOptions.InsertLineBreaks);
        return string.Join("\r\n",
        [
            $"Date: {nowUtc.ToString("ddd, dd MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture)} +0000", $"From: Tactus <{server.From}>", $"To: <{letter.To}>", $"Subject: {Encoded(letter.Subject)}",
            $"Message-ID: <{letter.Id:N}@{server.From[(server.From.LastIndexOf('@') + 1)..]}>", "Auto-Submitted: auto-generated", "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64", "", body,
        ]);
    }

    /// <summary>Words of at most 75 letters each (RFC 2047); a letter of Korean is never cut in two.</summary>
    private static string Encoded(string subject)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in subject.EnumerateRunes().Where(rune => !Rune.IsControl(rune)))
        {
            if (Encoding.UTF8.GetByteCount(word.ToString()) + rune.Utf8SequenceLength > 39)
            {
                words.Add(word.ToString());
                word.Clear();
            }
            word.Append(rune.ToString());
        }
        words.Add(word.ToString());
        return string.Join("\r\n ", words.Select(each => $"=?utf-8?B?{Base64(each)}?="));
    }

    private async Task Secure(CancellationToken stop)
    {
        var tls = new SslStream(stream);
        stream = tls;
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = server.Host }, stop);
        secured = true;
    }

    private async Task Hello(CancellationToken stop)
    {
        var said = await Say("EHLO tactus.localhost", 2, stop);
        offers = [.. said.Skip(1).Select(line => line.ToUpperInvariant()).SelectMany(line => line.StartsWith("AUTH ", StringComparison.Ordinal)
            ? line[5..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(way => "AUTH " + way) : [line.Split(' ')[0]])];
    }

    private async Task<List<string>> Say(string line, int expected, CancellationToken stop)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), stop);
        await stream.FlushAsync(stop);
        return await Expect(expected, stop);
    }

    private async Task<List<string>> Expect(int hundreds, CancellationToken stop)
    {
        var lines = new List<string>();
        while (true)
        {
            var line = await ReadLine(stop);
            if (line.Length < 3 || !int.TryParse(line[..3], NumberStyles.None, CultureInfo.InvariantCulture, out var code)) throw new IOException("does not speak SMTP.");
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length > 3 && line[3] == '-' && lines.Count < 100) continue;
            return code / 100 == hundreds ? lines : throw new Refused(code, lines[^1]);
        }
    }

    // Byte by byte: nothing that belongs to the time after STARTTLS may be read before it.
    private async Task<string> ReadLine(CancellationToken stop)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (line.Length < LongestLine)
        {
            if (await stream.ReadAsync(one, stop) == 0) throw new IOException("closed the connection.");
            if (one[0] == '\n') return line.ToString().TrimEnd('\r');
            line.Append((char)one[0]);
        }
        throw new IOException("says a line without an end.");
    }

    private static bool IsHere(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    public async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync();
        client.Dispose();
    }
}
