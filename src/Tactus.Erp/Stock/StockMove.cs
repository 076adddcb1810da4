using Microsoft.EntityFrameworkCore;
using Tactus.Contracts.Messages;

namespace Tactus.Erp.Stock;

/// <summary>What a person or the floor has decided about stock. A hold is a fact beside it, see <see cref="StockBalance.Held"/>.</summary>
internal enum StockStatus
{
    /// <summary>May be used and shipped.</summary>
    Available,
    /// <summary>Waits for inspection.</summary>
    Quality,
    /// <summary>Set aside by a person.</summary>
    Blocked,
}

/// <summary>Why stock moved.</summary>
internal enum MoveKind { Receive, Issue, Transfer, Adjust, Count, Produce, Consume, Scrap, Return, Ship, Status, Settle }

/// <summary>
/// One movement of stock from a place and status to another: the only truth about stock. Never changed, never removed (the
/// database refuses it): a correction is a move the other way that points at what it corrects.
/// </summary>
internal sealed class StockMove
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public MoveKind Kind { get; init; }
    public required string ItemNo { get; init; }
    public required string Revision { get; init; }
    /// <summary>Empty when the item is not told apart by lot.</summary>
    public string LotNo { get; init; } = "";
    /// <summary>Empty when the item is not told apart one by one; otherwise the quantity is 1.</summary>
    public string SerialNo { get; init; } = "";
    public required string FromPlace { get; init; }
    public StockStatus FromStatus { get; init; }
    public required string ToPlace { get; init; }
    public StockStatus ToStatus { get; init; }
    /// <summary>Above zero, in the item's base unit.</summary>
    public decimal Quantity { get; init; }
    public required string Unit { get; init; }
    public string? WorkOrderNo { get; init; }
    public int? OperationNo { get; init; }
    public string? SalesOrderNo { get; init; }
    public int? SalesLineNo { get; init; }
    /// <summary>Shipment, count sheet, delivery note: what people call the occasion.</summary>
    public string? ReferenceNo { get; init; }
    /// <summary>The command or the floor report that caused it.</summary>
    public Guid ReportId { get; init; }
    /// <summary>How the floor used it, when the floor reported it.</summary>
    public MaterialUse? FloorUse { get; init; }
    /// <summary>The move that this one takes back, wholly or in part.</summary>
    public Guid? Reverses { get; init; }
    public string? Reason { get; init; }
    /// <summary>When it happened.</summary>
    public DateTime AtUtc { get; init; }
    /// <summary>When the books learned of it.</summary>
    public DateTime BookedUtc { get; init; }
    public required string By { get; init; }

    internal StockKey Key => new(ItemNo, Revision, LotNo, SerialNo);

    /// <summary>The same amount, or a part of it, the other way.</summary>
    internal StockMove Back(decimal quantity, MoveKind kind, Guid reportId, string? reason, DateTime atUtc, DateTime bookedUtc, string by) => new()
    {
        Kind = kind,
        ItemNo = ItemNo,
        Revision = Revision,
        LotNo = LotNo,
        SerialNo = SerialNo,
        FromPlace = ToPlace,
        FromStatus = ToStatus,
        ToPlace = FromPlace,
        ToStatus = FromStatus,
        Quantity = quantity,
        Unit = Unit,
        WorkOrderNo = WorkOrderNo,
        OperationNo = OperationNo,
        SalesOrderNo = SalesOrderNo,
        SalesLineNo = SalesLineNo,
        ReferenceNo = ReferenceNo,
        ReportId = reportId,
        FloorUse = FloorUse,
        Reverses = Id,
        Reason = reason,
        AtUtc = atUtc,
        BookedUtc = bookedUtc,
        By = by,
    };

    internal static void Map(ModelBuilder model) => model.Entity<StockMove>(entity =>
    {
        entity.ToTable("stock_moves");
        entity.HasKey(move => move.Id);
        entity.Property(move => move.Kind).HasConversion<string>();
        entity.Property(move => move.FromStatus).HasConversion<string>();
        entity.Property(move => move.ToStatus).HasConversion<string>();
        entity.Property(move => move.FloorUse).HasConversion<string>();
        entity.Ignore(move => move.Key);
        entity.HasIndex(move => new { move.ItemNo, move.BookedUtc });
        entity.HasIndex(move => move.LotNo);
        entity.HasIndex(move => move.SerialNo);
        entity.HasIndex(move => move.WorkOrderNo);
        entity.HasIndex(move => move.ReportId);
        entity.HasIndex(move => move.Reverses);
        entity.HasIndex(move => new { move.SalesOrderNo, move.SalesLineNo });
    });
}

/// <summary>What is in stock: item, revision and, where the item is tracked, lot and serial number (empty otherwise).</summary>
internal readonly record struct StockKey(string ItemNo, string Revision, string LotNo = "", string SerialNo = "")
{
    public override string ToString() =>
        ItemNo + (Revision.Length > 0 ? " revision " + Revision : "") + (LotNo.Length > 0 ? " lot " + LotNo : "") + (SerialNo.Length > 0 ? " serial " + SerialNo : "");
}
