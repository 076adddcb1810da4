using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tactus.Tests.Platform.Mail;

/// <summary>A mail server on loopback that keeps what it is handed. It speaks as much of RFC 5321 as is spoken to it, and can be told to be difficult.</summary>
internal sealed class MailDrop : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly List<Received> letters = [];
    private readonly Lock gate = new();

    internal MailDrop()
    {
        listener.Start();
        _ = Task.Run(Accept);
    }

    internal sealed record Received(string From, string To, string Raw, string? SignedInAs)
    {
        internal string Header(string name) => Raw.Split("\r\n\r\n")[0].Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n").Single(line => line.StartsWith(name + ": ", StringComparison.Ordinal))[(name.Length + 2)..];

        internal string Text => Encoding.UTF8.GetString(Convert.FromBase64String(Raw.Split("\r\n\r\n", 2)[1]));

        internal string Subject => string.Concat(Header("Subject").Split("?=", StringSplitOptions.RemoveEmptyEntries).Select(word => Encoding.UTF8.GetString(Convert.FromBase64String(word.Trim()["=?utf-8?B?".Length..]))));
    }

    internal int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>What is answered to RCPT; 250 takes it.</summary>
    internal string ToRecipient { get; set; } = "250 fine";

    /// <summary>Lines that EHLO is answered with, besides the greeting.</summary>
    internal string[] Offers { get; set; } = ["AUTH PLAIN LOGIN"];

    internal IReadOnlyList<Received> Letters
    {
        get { lock (gate) return [.. letters]; }
    }

    public void Dispose() => listener.Dispose();

    private async Task Accept()
    {
        try
        {
            while (true) _ = Serve(await listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task Serve(TcpClient client)
    {
        using var _ = client;
        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
        await using var writer = new StreamWriter(client.GetStream(), Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
        var (from, to, user) = ("", "", (string?)null);
        await writer.WriteLineAsync("220 drop");
        while (await reader.ReadLineAsync() is { } line)
            switch (line.Split(' ')[0])
            {
                case "EHLO":
                    await writer.WriteLineAsync(Offers.Length == 0 ? "250 drop" : "250-drop");
                    for (var at = 0; at < Offers.Length; at++) await writer.WriteLineAsync((at == Offers.Length - 1 ? "250 " : "250-") + Offers[at]);
                    break;
                case "AUTH" when line.StartsWith("AUTH PLAIN ", StringComparison.Ordinal):
                    user = Encoding.UTF8.GetString(Convert.FromBase64String(line["AUTH PLAIN ".Length..])).Replace('\0', '/');
                    await writer.WriteLineAsync(user.EndsWith("/secret", StringComparison.Ordinal) ? "235 in" : "535 wrong");
                    break;
                case "MAIL": from = line; await writer.WriteLineAsync("250 ok"); break;
                case "RCPT": to = line; await writer.WriteLineAsync(ToRecipient); break;
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    var raw = new List<string>();
                    while (await reader.ReadLineAsync() is { } part && part != ".") raw.Add(part);
                    lock (gate) letters.Add(new Received(from, to, string.Join("\r\n", raw), user));
                    await writer.WriteLineAsync("250 kept");
                    break;
                case "QUIT": await writer.WriteLineAsync("221 bye"); return;
                default: await writer.WriteLineAsync("500 what"); break;
            }
    }
}
