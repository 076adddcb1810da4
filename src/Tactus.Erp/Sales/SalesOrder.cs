using Tactus.Contracts;
using Tactus.Platform;

namespace Tactus.Erp.Sales;

/// <summary>How far an order or one of its lines is.</summary>
internal enum SalesState
{
    /// <summary>Nothing has left.</summary>
    Open,
    /// <summary>Some has left.</summary>
    PartlyShipped,
    /// <summary>Everything that is still wanted has left.</summary>
    Shipped,
    /// <summary>Nothing is wanted any more and nothing has left.</summary>
    Cancelled,
}

/// <summary>What a customer ordered.</summary>
internal sealed partial class SalesOrder : IVersioned
{
    /// <summary>e.g. SO-000001.</summary>
    public required string No { get; init; }
    public required string CustomerNo { get; init; }
    /// <summary>The customer's own order number.</summary>
    public string? CustomerOrderNo { get; set; }
    public DateTime OrderedUtc { get; init; }
    /// <summary>ISO 4217 code of every price in it; null when no line has a price.</summary>
    public string? Currency { get; set; }
    public string? Note { get; set; }
    /// <summary>Follows from the lines, see <see cref="Follow"/>.</summary>
    public SalesState State { get; set; }
    /// <summary>What the last change was, in words; a clash shows it.</summary>
    public string? LastChange { get; set; }
    public DateTime ChangedUtc { get; set; }
    public long Version { get; set; }

    /// <summary>Takes the state over from the lines: all cancelled, all that is wanted shipped, some shipped, none.</summary>
    internal void Follow(IReadOnlyCollection<SalesOrderLine> lines, DateTime nowUtc)
    {
        State = lines.All(line => line.State == SalesState.Cancelled) ? SalesState.Cancelled
            : lines.All(line => line.State is SalesState.Cancelled or SalesState.Shipped) ? SalesState.Shipped
            : lines.Any(line => line.Shipped > 0) ? SalesState.PartlyShipped
            : SalesState.Open;
        ChangedUtc = nowUtc;
    }
}

/// <summary>One line of a sales order. Quantities are in the item's base unit; what the customer wrote is kept beside.</summary>
internal sealed partial class SalesOrderLine : IVersioned
{
    public required string OrderNo { get; init; }
    public int LineNo { get; init; }
    public required string ItemNo { get; init; }
    /// <summary>The revision that the customer insists on; null: the one that is valid when it is made.</summary>
    public string? Revision { get; set; }
    /// <summary>Wanted, in <see cref="Unit"/>.</summary>
    public decimal Quantity { get; set; }
    /// <summary>The item's base unit.</summary>
    public required string Unit { get; init; }
    /// <summary>Wanted as the customer wrote it, in <see cref="OrderedUnit"/>.</summary>
    public decimal OrderedQuantity { get; set; }
    public required string OrderedUnit { get; set; }
    /// <summary>Left to the customer, net of what came back, in <see cref="Unit"/>.</summary>
    public decimal Shipped { get; set; }
    /// <summary>When the customer wants it.</summary>
    public DateTime RequestedUtc { get; set; }
    /// <summary>When we said we deliver; null: not promised yet.</summary>
    public DateTime? PromisedUtc { get; set; }
    /// <summary>Per <see cref="OrderedUnit"/>, in the order's currency.</summary>
    public decimal? UnitPrice { get; set; }
    /// <summary>1 is most urgent, 9 least.</summary>
    public int Priority { get; set; }
    public SalesState State { get; set; }
    public long Version { get; set; }

    /// <summary>When it must be ready: as promised, otherwise as requested.</summary>
    internal DateTime DueUtc => PromisedUtc ?? RequestedUtc;

    /// <summary>Still to leave.</summary>
    internal decimal Remaining => State == SalesState.Cancelled ? 0 : Math.Max(0, Quantity - Shipped);

    /// <summary>Whether somebody still waits for it.</summary>
    internal bool IsOpen => State is SalesState.Open or SalesState.PartlyShipped;

    /// <summary>Some of it leaves. The caller calls <see cref="SalesOrder.Follow"/> afterwards.</summary>
    /// <param name="quantity">Above zero, in the line's base unit.</param>
    internal Refusal? Ship(decimal quantity)
    {
        if (!IsOpen)
            return new Refusal("sales-line-closed", $"Line {LineNo} of {OrderNo} is {(State == SalesState.Cancelled ? "cancelled" : "fully shipped")}; nothing more can leave for it.");
        if (quantity > Remaining)
            return new Refusal("shipment-exceeds-line", FormattableString.Invariant($"Line {LineNo} of {OrderNo} waits for {Remaining:0.######} {Units.Symbol(Unit)} only; {quantity:0.######} can't be shipped."));
        Shipped += quantity;
        Settle();
        return null;
    }

    /// <summary>A shipment is taken back. The caller calls <see cref="SalesOrder.Follow"/> afterwards.</summary>
    internal Refusal? TakeBack(decimal quantity)
    {
        if (quantity > Shipped)
            return new Refusal("return-exceeds-shipped", FormattableString.Invariant($"Only {Shipped:0.######} {Units.Symbol(Unit)} of line {LineNo} of {OrderNo} has left."));
        Shipped -= quantity;
        Settle();
        return null;
    }

    /// <summary>The customer wants another quantity. Not below what has left; exactly that closes the line.</summary>
    /// <param name="quantity">In the line's base unit.</param>
    /// <param name="ordered">As the customer wrote it.</param>
    internal Refusal? Resize(decimal quantity, Contracts.Quantity ordered)
    {
        if (State == SalesState.Cancelled) return new Refusal("sales-line-closed", $"Line {LineNo} of {OrderNo} is cancelled; enter a new line.");
        if (quantity < Shipped)
            return new Refusal("quantity-below-shipped", FormattableString.Invariant($"{Shipped:0.######} {Units.Symbol(Unit)} of line {LineNo} of {OrderNo} have left already; it can't become less than that."));
        (Quantity, OrderedQuantity, OrderedUnit) = (quantity, ordered.Value, ordered.Unit);
        Settle();
        return null;
    }

    /// <summary>What has not left is not wanted any more. A line of which some has left ends with what has left.</summary>
    /// <returns>How much is cancelled, in the base unit; zero when nothing was open.</returns>
    internal decimal Cancel()
    {
        if (!IsOpen) return 0;
        var cancelled = Remaining;
        if (Shipped == 0)
        {
            State = SalesState.Cancelled;
            return cancelled;
        }
        (Quantity, OrderedQuantity, OrderedUnit) = (Shipped, Shipped, Unit);
        Settle();
        return cancelled;
    }

    private void Settle() => State = Shipped == 0 ? SalesState.Open : Shipped >= Quantity ? SalesState.Shipped : SalesState.PartlyShipped;
}

/// <summary>One change of a line, kept for ever: what, from what to what, why, by whom.</summary>
internal sealed class SalesLineChange
{
    public Guid Id { get; init; }
    public required string OrderNo { get; init; }
    public int LineNo { get; init; }
    /// <summary>quantity, requested, promised, price, priority or cancelled.</summary>
    public required string Field { get; init; }
    public string? Before { get; init; }
    public string? After { get; init; }
    public required string Reason { get; init; }
    public required string ByNumber { get; init; }
    public DateTime AtUtc { get; init; }

    internal static SalesLineChange Of(SalesOrderLine line, string field, string before, string after, string reason, CommandContext by) => new()
    {
        Id = Guid.CreateVersion7(by.NowUtc),
        OrderNo = line.OrderNo,
        LineNo = line.LineNo,
        Field = field,
        Before = before,
        After = after,
        Reason = reason,
        ByNumber = by.Actor.Number,
        AtUtc = by.NowUtc,
    };
}
