using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform.Http;

namespace Tactus.Platform.Identity;

/// <summary>Makes a key for a machine or another program. The key itself is shown once.</summary>
/// <param name="Name">As postings and the ledger name it, unique.</param>
/// <param name="Scopes">Rights, each of which the maker holds.</param>
/// <param name="ExpiresUtc">At most two years ahead.</param>
/// <param name="SourceAddress">Only from this IP address.</param>
[Refuses("name-invalid", "key-exists", "permission-unknown", "grant-exceeds-rights", "scopes-missing", "expiry-invalid", "address-invalid")]
internal sealed record MakeApiKey(
    string Name, IReadOnlyList<string> Scopes, DateTime ExpiresUtc, string? SourceAddress = null, string? Reason = null) : Command<PlatformDb, ApiKeyView>, IIssuesSecret<ApiKeyView>
{
    private readonly string prefix = "tactus_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(5));
    private readonly string secret = Secrets.NewToken();
    private bool carriedOut;

    internal static void Map(IEndpointRouteBuilder app) => app.Command<MakeApiKey>("/api/platform/api-keys", Permissions.Integration, "Make a key for a machine or another program");

    public override async Task<Outcome<ApiKeyView>> Handle(PlatformDb db, CommandContext by, CancellationToken stop)
    {
        if (PersonFields.Name(Name) is { } unfit) return unfit;
        if (Scopes.Count == 0) return Refusal.Field("scopes-missing", "scopes", "Name at least one right; a key without rights can do nothing.");
        if (KnownPermissions.OfThisProcess.Grantable(Scopes, by.Actor, "scopes") is { } refused) return refused;
        if (ExpiresUtc <= by.NowUtc || ExpiresUtc > by.NowUtc.AddDays(732)) return Refusal.Field("expiry-invalid", "expiresUtc", "A key expires in the future, in at most two years.");
        if (SourceAddress is not null && !IPAddress.TryParse(SourceAddress, out _)) return Refusal.Field("address-invalid", "sourceAddress", "Give one IP address, for example 192.168.10.7.");
        if (await db.ApiKeys.AnyAsync(each => each.Name == Name.Trim(), stop)) return Refusal.Field("key-exists", "name", $"There is or was a key {Name}; a name is used once, so that the ledger stays clear.");
        var key = new ApiKey
        {
            Id = Guid.CreateVersion7(),
            Prefix = prefix,
            SecretHash = Secrets.Hash(secret),
            Name = Name.Trim(),
            Scopes = [.. Scopes.Distinct().Order(StringComparer.Ordinal)],
            SourceAddress = SourceAddress is null ? null : IPAddress.Parse(SourceAddress).ToString(),
            CreatedUtc = by.NowUtc,
            CreatedBy = by.Actor.Number,
            ExpiresUtc = ExpiresUtc,
        };
        db.ApiKeys.Add(key);
        by.Why = PersonFields.Why(Reason);
        db.Changed("platform.integration", key.Name);
        carriedOut = true;
        return new ApiKeyView(key.Name, prefix, key.Scopes, key.SourceAddress, ExpiresUtc, null, "The key is shown once. Make another if it was not noted.");
    }

    public ApiKeyView Reveal(ApiKeyView answer) => carriedOut ? answer with { Key = prefix + "." + secret } : answer;
}

/// <summary>A new key.</summary>
/// <param name="Key">For the header Authorization: Bearer. Null when this is the answer to a retry.</param>
internal sealed record ApiKeyView(
    string Name, string Prefix, IReadOnlyList<string> Scopes, string? SourceAddress, DateTime ExpiresUtc, string? Key, string Note);

/// <summary>Takes a key back; it ends at once and for good.</summary>
[Refuses("key-unknown", "reason-missing")]
internal sealed record RevokeApiKey(string Name, string Reason) : Command<PlatformDb, Done>
{
    internal static void Map(IEndpointRouteBuilder app) => app.Command<RevokeApiKey>("/api/platform/api-key-revocations", Permissions.Integration, "Take a key back");

    public override async Task<Outcome<Done>> Handle(PlatformDb db, CommandContext by, CancellationToken stop)
    {
        if (await db.ApiKeys.FirstOrDefaultAsync(each => each.Name == Name, stop) is not { } key) return Refusal.Unknown("key-unknown", $"There is no key {Name}.");
        if (PersonFields.Why(Reason) is not { } why) return Refusal.Field("reason-missing", "reason", "Say why; the ledger keeps it.");
        key.RevokedUtc ??= by.NowUtc;
        by.Why = why;
        db.Changed(SignInDesk.Topic, Name);
        db.Changed("platform.integration", Name);
        return Done.It;
    }
}
