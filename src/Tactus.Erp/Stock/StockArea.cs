using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Contracts.Messages;
using Tactus.Platform;
using Tactus.Platform.Messaging;

namespace Tactus.Erp.Stock;

/// <summary>The ledger of moves, balances, reservations, shipments, holds. What the area adds to its half's model, endpoints, message handlers and rights.</summary>
internal static class StockArea
{
    /// <summary>Receive, issue, move, adjust, count.</summary>
    internal const string Write = "erp.stock";

    /// <summary>Ship to customers.</summary>
    internal const string Ship = "erp.ship";

    /// <summary>Agree to the release of held lots.</summary>
    internal const string ReleaseHolds = "erp.release-holds";

    internal static IReadOnlyList<Permission> Permissions { get; } =
    [
        new(Write, "Receive, issue, move, adjust and count stock"),
        new(Ship, "Ship goods to customers"),
        new(ReleaseHolds, "Give held lots free"),
    ];

    internal static void MapModel(ModelBuilder model)
    {
        StockMove.Map(model);
        StockBalance.Map(model);
        ItemStock.Map(model);
        StockLot.Map(model);
        Reservation.Map(model);
        StockHold.Map(model);
        CountSheet.Map(model);
        Shipment.Map(model);
    }

    internal static void MapEndpoints(IEndpointRouteBuilder app)
    {
        ReceiveStock.Map(app);
        IssueStock.Map(app);
        TransferStock.Map(app);
        AdjustStock.Map(app);
        DrawCountSheet.Map(app);
        CountStock.Map(app);
        ChangeStockStatus.Map(app);
        ReverseMove.Map(app);
        ReserveMaterial.Map(app);
        ReleaseReservations.Map(app);
        ShipGoods.Map(app);
        ReverseShipment.Map(app);
        ReleaseHold.Map(app);
        StockReads.Map(app);
    }

    internal static void Handle(MessageHandlers handlers)
    {
        handlers.On<ErpDb, MaterialActual>(ErpDb.Name, MaterialActuals.Reported);
        handlers.Expect<ErpDb, MaterialActual>(ErpDb.Name, MaterialActuals.Expect);
        handlers.On<ErpDb, LotMade>(ErpDb.Name, MaterialActuals.Made);
        handlers.On<ErpDb, LotHeld>(ErpDb.Name, LotHolds.Held);
        handlers.On<ErpDb, LotHoldExtended>(ErpDb.Name, LotHolds.Extended);
        handlers.On<ErpDb, LotHoldReleaseAsked>(ErpDb.Name, LotHolds.ReleaseAsked);
        handlers.On<ErpDb, LotHoldEnded>(ErpDb.Name, LotHolds.Ended);
        handlers.On<ErpDb, LotStatusAsked>(ErpDb.Name, LotHolds.StatusAsked);
    }
}

/// <summary>The area's tables.</summary>
internal static class StockTables
{
    extension(ErpDb db)
    {
        internal DbSet<StockMove> StockMoves => db.Set<StockMove>();
        internal DbSet<StockBalance> StockBalances => db.Set<StockBalance>();
        internal DbSet<ItemStock> ItemStock => db.Set<ItemStock>();
        internal DbSet<StockLot> StockLots => db.Set<StockLot>();
        internal DbSet<Reservation> Reservations => db.Set<Reservation>();
        internal DbSet<StockHold> StockHolds => db.Set<StockHold>();
        internal DbSet<StockHoldLot> StockHoldLots => db.Set<StockHoldLot>();
        internal DbSet<CountSheet> CountSheets => db.Set<CountSheet>();
        internal DbSet<CountLine> CountLines => db.Set<CountLine>();
        internal DbSet<Shipment> Shipments => db.Set<Shipment>();
        internal DbSet<ShipmentLine> ShipmentLines => db.Set<ShipmentLine>();
    }
}
