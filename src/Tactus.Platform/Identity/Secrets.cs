using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;

namespace Tactus.Platform.Identity;

/// <summary>Tokens, keys and what is kept of them.</summary>
internal static class Secrets
{
    private static readonly PasswordHasher<object> Hasher = new();
    private static readonly object Nobody = new();

    // Checked against when nobody has the login, so that both answers take the same time.
    private static readonly Lazy<string> NobodysHash = new(() => Hasher.HashPassword(Nobody, NewToken()));

    /// <summary>256 random bits, URL-safe.</summary>
    internal static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>For tokens with 256 random bits only: nothing to guess, so one round is enough.</summary>
    internal static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>The header's token of a session: whoever can't read the session's cookie can't make it.</summary>
    internal static string Csrf(string sessionToken) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes("tactus-csrf:" + sessionToken)));

    internal static bool Same(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));

    internal static string HashPassword(string password) => Hasher.HashPassword(Nobody, password);

    /// <summary>False for a null hash too, after the same work.</summary>
    internal static bool Verify(string? hash, string password) =>
        Hasher.VerifyHashedPassword(Nobody, hash ?? NobodysHash.Value, password) != PasswordVerificationResult.Failed && hash is not null;

    internal static byte[] HashBadge(byte[] key, string badge) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(badge.Trim()));
}
