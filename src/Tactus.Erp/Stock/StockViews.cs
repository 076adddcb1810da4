using Tactus.Contracts;
using Tactus.Platform;

namespace Tactus.Erp.Stock;

/// <summary>A move as people see it.</summary>
internal sealed record MoveView(
    Guid Id, MoveKind Kind, string ItemNo, string Revision, string? LotNo, string? SerialNo, string FromPlace, string ToPlace, StockStatus Status,
    Quantity Quantity, DateTime AtUtc)
{
    internal static MoveView Of(StockMove move) => new(move.Id, move.Kind, move.ItemNo, move.Revision, Named(move.LotNo), Named(move.SerialNo),
        move.FromPlace, move.ToPlace, move.ToStatus, new Quantity(move.Quantity, move.Unit), move.AtUtc);

    internal static string? Named(string text) => text.Length == 0 ? null : text;
}

/// <summary>What a stock command booked.</summary>
internal sealed record MovesView(IReadOnlyList<MoveView> Moves)
{
    internal static MovesView Of(IEnumerable<StockMove> moves) => new([.. moves.Select(MoveView.Of)]);
}

/// <summary>When something on the business side happened: now, unless the person says otherwise within the bounds.</summary>
internal static class When
{
    internal static Outcome<DateTime> Of(DateTime? atUtc, CommandContext by)
    {
        if (atUtc is not { } given) return by.NowUtc;
        return FloorTime.Check(given, by) is { } refusal ? refusal : given;
    }

    /// <summary>A reason is a sentence for the ledger, not a dot.</summary>
    internal static Refusal? CheckReason(string? reason, string field = "reason") =>
        string.IsNullOrWhiteSpace(reason) || reason.Trim().Length < 3 || reason.Length > 400
            ? Refusal.Field("reason-missing", field, "Say why, in 3 to 400 characters; the ledger keeps it.")
            : null;
}
