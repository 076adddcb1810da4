using Tactus.Contracts;

namespace Tactus.Seats.ErpSeat;

/// <summary>
/// A message on its way to the ERP in the seat. It may come several times and in any order; <paramref name="Seq"/> is its number in its
/// stream, from 1 without gaps, and says where it belongs.
/// </summary>
/// <param name="Id">The same in every delivery of the message.</param>
public sealed record Delivery(Guid Id, long Seq, IMessage Message);

/// <summary>How far the ERP sees an order.</summary>
public enum SeatOrderState
{
    /// <summary>Sent to the plant, no answer yet.</summary>
    Released,
    /// <summary>The plant has made jobs of it.</summary>
    Accepted,
    /// <summary>Started, or opened again by a correction.</summary>
    Started,
    /// <summary>Complete.</summary>
    Completed,
    /// <summary>The plant has cancelled it.</summary>
    Cancelled,
}

/// <summary>An order as the ERP sees it, quantities in pieces, net of reversals.</summary>
public sealed record SeatOrder(SeatOrderState State, decimal Produced, decimal Scrapped, decimal LaborSeconds);

/// <summary>
/// What the kit does with an ERP in the ERP seat. A connector to an external ERP implements it over a test company of that ERP; Tactus'
/// own business half is the first implementation. A seat opens with what <see cref="ErpSeatKit"/> names: an item KIT-RESIN (purchased,
/// kilograms, by lot) with 500 kg of lot KIT-L1 in stock and free; an item KIT-CASE (made, pieces, by lot) of 1 kg KIT-RESIN each,
/// over one operation 10; and an open line of a customer KIT-C1 for 100 KIT-CASE.
/// </summary>
public interface IErpSeat : IAsyncDisposable
{
    /// <summary>The ERP's clock, UTC.</summary>
    DateTime NowUtc { get; }

    /// <summary>Time passes, where the test company's clock can be moved; otherwise nothing happens.</summary>
    void Wait(TimeSpan time);

    /// <summary>A planner releases an order for KIT-CASE; its number. What it needs and is free is reserved for it.</summary>
    Task<string> Release(decimal pieces);

    /// <summary>A planner takes a released order back.</summary>
    Task Cancel(string workOrderNo, string reason);

    /// <summary>The connector receives these, in this order; returns when the ERP has done with them what can be done now.</summary>
    Task Deliver(params IReadOnlyList<Delivery> deliveries);

    /// <summary>All that the ERP has sent to the plant, oldest first, each message once.</summary>
    Task<IReadOnlyList<IMessage>> Sent();

    /// <summary>An order as the ERP sees it.</summary>
    Task<SeatOrder> Order(string workOrderNo);

    /// <summary>What the ERP has in stock of a lot, whatever its status.</summary>
    Task<decimal> OnHand(string lotNo);

    /// <summary>What of it may be issued, shipped or reserved.</summary>
    Task<decimal> Usable(string lotNo);

    /// <summary>Sales ships this much of KIT-CASE; false when the ERP refuses.</summary>
    Task<bool> Ship(decimal pieces);

    /// <summary>Somebody in the business gives a hold free; false when the ERP refuses.</summary>
    Task<bool> ReleaseHold(Guid holdId, string reason);
}
