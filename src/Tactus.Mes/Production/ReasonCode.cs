using System.Globalization;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Production;

/// <summary>What a reason explains.</summary>
internal enum ReasonKind { Scrap, Pause, Downtime, Override, Hold }

/// <summary>A reason that people choose by tile.</summary>
[Remembered]
internal sealed class ReasonCode : IVersioned
{
    public ReasonKind Kind { get; init; }
    public required string Code { get; init; }
    public required string TextEn { get; set; }
    public required string TextKo { get; set; }
    public int Place { get; set; }
    public bool Active { get; set; } = true;
    public long Version { get; set; }

    /// <summary>As <see cref="Fault"/>, and any code will do while the plant has no list of this kind: what protects people must not wait for master data.</summary>
    internal static async Task<Refusal?> FaultIfListed(MesDb db, ReasonKind kind, string code, string field, CancellationToken stop) =>
        (await Known.Of(db, stop)).Of(kind).Any() ? await Fault(db, kind, code, field, stop) : null;

    /// <summary>Why a code can't be used as a reason of this kind, or null when it can.</summary>
    internal static async Task<Refusal?> Fault(MesDb db, ReasonKind kind, string? code, string field, CancellationToken stop)
    {
        var known = (await Known.Of(db, stop)).Of(kind).ToList();
        if (code is not null && known.Contains(code)) return null;
        var word = kind.ToString().ToLower(CultureInfo.InvariantCulture);
        return Refusal.Field("reason-unknown", field, known.Count == 0
            ? $"No reasons for {word} are set up yet; create them under /api/mes/reason-codes."
            : $"'{code}' is no reason for {word}. Use one of: {string.Join(", ", known.Take(20))}.");
    }

    /// <summary>The reasons in use in the order of their tiles; every report with scrap asks for one.</summary>
    private sealed record Known(IReadOnlyList<ReasonCode> Active)
    {
        internal static Task<Known> Of(MesDb db, CancellationToken stop) => db.Remember(async () => new Known(await db.Reasons.AsNoTracking()
            .Where(reason => reason.Active).OrderBy(reason => reason.Place).ThenBy(reason => reason.Code).ToListAsync(stop)), typeof(ReasonCode));

        internal IEnumerable<string> Of(ReasonKind kind) => Active.Where(reason => reason.Kind == kind).Select(reason => reason.Code);
    }
}

/// <summary>Creates or changes a reason.</summary>
/// <param name="Kind">What it explains: scrap, pause, downtime, override or hold.</param>
/// <param name="Place">Its place among the tiles, smallest first.</param>
[Refuses("reason-invalid", "changed-meanwhile")]
internal sealed record SetReasonCode(ReasonKind Kind, string Code, string TextEn, string TextKo, int Place = 0, bool Active = true) : Command<MesDb, ReasonRow>
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.Command<SetReasonCode>("/api/mes/reason-codes", MesProduction.MasterData, "Create or change a reason for scrap, pause, downtime, override or hold");
        app.List<MesDb, ReasonRow>("/api/mes/reason-codes", MesPermissions.Read, "Reasons with their texts", nameof(ReasonRow.Key),
            (db, _) => db.Reasons.Select(reason => new ReasonRow
            {
                Key = reason.Kind + "/" + reason.Code, Kind = reason.Kind, Code = reason.Code, TextEn = reason.TextEn, TextKo = reason.TextKo,
                Place = reason.Place, Active = reason.Active, Version = reason.Version,
            }), "kind,place");
    }

    public override async Task<Outcome<ReasonRow>> Handle(MesDb db, CommandContext by, CancellationToken stop)
    {
        if (Code.Length is 0 or > 40 || Code.Trim() != Code) return Refusal.Field("reason-invalid", "code", "A reason code has 1 to 40 characters and no blanks around it.");
        if (string.IsNullOrWhiteSpace(TextEn) || TextEn.Length > 200) return Refusal.Field("reason-invalid", "textEn", "Give an English text of at most 200 characters.");
        if (string.IsNullOrWhiteSpace(TextKo) || TextKo.Length > 200) return Refusal.Field("reason-invalid", "textKo", "Give a Korean text of at most 200 characters.");
        var reason = await db.Reasons.FindAsync([Kind, Code], stop);
        if (reason is null) db.Reasons.Add(reason = new ReasonCode { Kind = Kind, Code = Code, TextEn = TextEn, TextKo = TextKo });
        else if (await db.Clash(reason, $"{Kind}/{Code}", by, stop) is { } clash) return clash;
        (reason.TextEn, reason.TextKo, reason.Place, reason.Active) = (TextEn, TextKo, Place, Active);
        db.Changed("mes.jobs");
        return new ReasonRow
        {
            Key = $"{Kind}/{Code}", Kind = Kind, Code = Code, TextEn = TextEn, TextKo = TextKo, Place = Place, Active = Active, Version = db.VersionAfterSave(reason),
        };
    }
}

/// <summary>A reason in the list.</summary>
internal sealed record ReasonRow : IVersionedView
{
    public required string Key { get; init; }
    public ReasonKind Kind { get; init; }
    public required string Code { get; init; }
    public required string TextEn { get; init; }
    public required string TextKo { get; init; }
    public int Place { get; init; }
    public bool Active { get; init; }
    public long Version { get; init; }
}
