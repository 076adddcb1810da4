using System.Net;
using System.Net.Sockets;

namespace Tactus.Platform.Webhooks;

/// <summary>What webhooks may reach.</summary>
public sealed class WebhookSettings
{
    /// <summary>Addresses of this machine and of private networks too. Off: only public ones, so that nobody reads the plant's network through Tactus.</summary>
    public bool AllowPrivate { get; set; } = string.Equals(Environment.GetEnvironmentVariable("TACTUS_WEBHOOKS_PRIVATE"), "true", StringComparison.OrdinalIgnoreCase);
}

/// <summary>Keeps webhooks away from addresses that only this machine should reach. The address is checked when the connection is made, not when the name was typed.</summary>
internal static class WebhookGuard
{
    internal static Refusal? Check(string url, WebhookSettings settings)
    {
        if (url.Length > 500 || !Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.UserInfo.Length > 0 || uri.Fragment.Length > 0)
            return Refusal.Field("url-invalid", "url", "Give an http or https address without user name and without '#', for example https://erp.example/tactus.");
        if (!settings.AllowPrivate && (uri.IsLoopback || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && !IsPublic(address))))
            return Refusal.Field("url-private", "url", "This address is inside a private network. Whoever runs Tactus can allow it with TACTUS_WEBHOOKS_PRIVATE=true.");
        return null;
    }

    /// <summary>A client that follows no redirects, waits ten seconds and connects to allowed addresses only.</summary>
    internal static HttpClient Client(WebhookSettings settings) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        MaxResponseHeadersLength = 16,
        ConnectCallback = async (context, stop) =>
        {
            var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, stop);
            var allowed = Array.FindAll(addresses, address => settings.AllowPrivate || IsPublic(address));
            if (allowed.Length == 0) throw new HttpRequestException("The address is inside a private network, which is not allowed.");
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, stop);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    })
    { Timeout = TimeSpan.FromSeconds(10) };

    internal static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)) return false;
        var bytes = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetwork
            ? bytes switch
            {
                [0 or 10 or 127, ..] => false,
                [100, >= 64 and <= 127, ..] => false,
                [169, 254, ..] => false,
                [172, >= 16 and <= 31, ..] => false,
                [192, 168, ..] or [192, 0, 0, _] => false,
                [198, 18 or 19, ..] => false,
                [>= 224, ..] => false,
                _ => true,
            }
            // Also no ways into IPv4 through IPv6 (NAT64, 6to4, Teredo).
            : !(address.IsIPv6LinkLocal || address.IsIPv6SiteLocal || address.IsIPv6UniqueLocal || address.IsIPv6Multicast
                || bytes is [0x00, 0x64, 0xff, 0x9b, ..] or [0x20, 0x02, ..] or [0x20, 0x01, 0, 0, ..] || bytes.Take(12).All(part => part == 0));
    }
}
