using Tactus.Contracts;

namespace Tactus.Mes.Material;

/// <summary>A lot as commands answer it.</summary>
internal sealed record LotView(
    string LotNo, string ItemNo, string Revision, Quantity InStore, Quantity AtLine, Quantity Consumed, DateOnly? ExpiresOn, bool Held)
{
    internal static LotView Of(MaterialLot lot) => new(lot.No, lot.ItemNo, lot.Revision, new(lot.InStore, lot.Unit), new(lot.AtLine, lot.Unit),
        new(lot.Consumed, lot.Unit), lot.ExpiresOn, lot.Holds > 0);
}

/// <summary>What was booked: <paramref name="BookingId"/> names it in a reversal.</summary>
internal sealed record BookingView(Guid BookingId, LotView Lot, Quantity Booked, IReadOnlyList<string> Warnings);
