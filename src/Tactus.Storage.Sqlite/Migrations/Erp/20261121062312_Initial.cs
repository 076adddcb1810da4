using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tactus.Storage.Sqlite.Migrations.Erp
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "audit_entries",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    AtUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    ActorKind = table.Column<string>(type: "TEXT", nullable: false),
                    ActorNumber = table.Column<string>(type: "TEXT", nullable: false),
                    ActorName = table.Column<string>(type: "TEXT", nullable: false),
                    StationNo = table.Column<string>(type: "TEXT", nullable: true),
                    Command = table.Column<string>(type: "TEXT", nullable: false),
                    CommandId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CorrelationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Why = table.Column<string>(type: "TEXT", nullable: true),
                    Action = table.Column<string>(type: "TEXT", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", nullable: false),
                    SubjectKey = table.Column<string>(type: "TEXT", nullable: false),
                    Before = table.Column<string>(type: "TEXT", nullable: true),
                    After = table.Column<string>(type: "TEXT", nullable: true),
                    Hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_entries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "audit_seals",
                columns: table => new
                {
                    Seq = table.Column<long>(type: "INTEGER", nullable: false),
                    EntryId = table.Column<long>(type: "INTEGER", nullable: false),
                    Chain = table.Column<byte[]>(type: "BLOB", nullable: false),
                    SealedUtc = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_seals", x => x.Seq);
                });

            migrationBuilder.CreateTable(
                name: "bill_lines",
                columns: table => new
                {
                    ItemNo = table.Column<string>(type: "TEXT", nullable: false),
                    BillRevision = table.Column<string>(type: "TEXT", nullable: false),
                    LineNo = table.Column<int>(type: "INTEGER", nullable: false),
                    ComponentNo = table.Column<string>(type: "TEXT", nullable: false),
                    ComponentRevision = table.Column<string>(type: "TEXT", nullable: true),
                    Quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    OperationNo = table.Column<int>(type: "INTEGER", nullable: true),
                    ScrapPercent = table.Column<long>(type: "INTEGER", nullable: false),
                    Phantom = table.Column<bool>(type: "INTEGER", nullable: false),
                    Backflush = table.Column<bool>(type: "INTEGER", nullable: false),
                    EffectiveFrom = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    EffectiveTo = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bill_lines", x => new { x.ItemNo, x.BillRevision, x.LineNo });
                });

            migrationBuilder.CreateTable(
                name: "bills",
                columns: table => new
                {
                    ItemNo = table.Column<string>(type: "TEXT", nullable: false),
                    Revision = table.Column<string>(type: "TEXT", nullable: false),
                    ItemRevision = table.Column<string>(type: "TEXT", nullable: true),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    EffectiveFrom = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    EffectiveTo = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    BaseQuantity = table.Column<long>(type: "INTEGER", nullable: false),
                    Note = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bills", x => new { x.ItemNo, x.Revision });
                });

            migrationBuilder.CreateTable(
                name: "command_receipts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Command = table.Column<string>(type: "TEXT", nullable: false),
                    RequestHash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Answer = table.Column<string>(type: "TEXT", nullable: false),
                    ActorNumber = table.Column<string>(type: "TEXT", nullable: false),
                    AtUtc = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_command_receipts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "count_lines",
                columns: table => new
                {
                    SheetNo = table.Column<string>(type: "TEXT", nullable: false),
                    LineNo = table.Column<int>(type: "INTEGER", nullable: false),
                    ItemNo = table.Column<string>(type: "TEXT", nullable: false),
                    Revision = table.Column<string>(type: "TEXT", nullable: false),
                    LotNo = table.Column<string>(type: "TEXT", nullable: false),
                    SerialNo = table.Column<string>(type: "TEXT", nullable: false),
                    Status = table.Column<string>(type: "TEXT", nullable: false),
                    Unit = table.Column<string>(type: "TEXT", nullable: false),
                    Book = table.Column<long>(type: "INTEGER", nullable: false),
                    BookVersion = table.Column<long>(type: "INTEGER", nullable: false),
                    Counted = table.Column<long>(type: "INTEGER", nullable: true),
                    CountedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    CountedBy = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_count_lines", x => new { x.SheetNo, x.LineNo });
                });

            migrationBuilder.CreateTable(
                name: "count_sheets",
                columns: table => new
                {
                    No = table.Column<string>(type: "TEXT", nullable: false),
                    Place = table.Column<string>(type: "TEXT", nullable: false),
                    MadeUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    MadeBy = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_count_sheets", x => x.No);
                });

            migrationBuilder.CreateTable(
                name: "customers",
                columns: table => new
                {
                    No = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Address = table.Column<string>(type: "TEXT", nullable: true),
                    Country = table.Column<string>(type: "TEXT", nullable: true),
                    Email = table.Column<string>(type: "TEXT", nullable: true),
                    Phone = table.Column<string>(type: "TEXT", nullable: true),
                    TaxNo = table.Column<string>(type: "TEXT", nullable: true),
                    Currency = table.Column<string>(type: "TEXT", nullable: true),
                    BlockedReason = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_customers", x => x.No);
                });

            migrationBuilder.CreateTable(
                name: "demand_mismatches",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    WorkOrderNo = table.Column<string>(type: "TEXT", nullable: false),
                    SalesOrderNo = table.Column<string>(type: "TEXT", nullable: false),
                    SalesLineNo = table.Column<int>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    SinceUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    SettledUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    SettledBy = table.Column<string>(type: "TEXT", nullable: true),
                    SettledWhy = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_demand_mismatches", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "inbox",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Source = table.Column<string>(type: "TEXT", nullable: false),
                    Stream = table.Column<string>(type: "TEXT", nullable: false),
                    Seq = table.Column<long>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    CorrelationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SentUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    ReceivedUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    AppliedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    NextTryUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    RefusalCode = table.Column<string>(type: "TEXT", nullable: true),
                    Fault = table.Column<string>(type: "TEXT", nullable: true),
                    ParkedBy = table.Column<string>(type: "TEXT", nullable: true),
                    ParkedReason = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inbox", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "inbox_links",
                columns: table => new
                {
                    Source = table.Column<string>(type: "TEXT", nullable: false),
                    Paused = table.Column<bool>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    ChangedBy = table.Column<string>(type: "TEXT", nullable: true),
                    ChangedUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inbox_links", x => x.Source);
                });

            migrationBuilder.CreateTable(
                name: "inbox_streams",
                columns: table => new
                {
                    Source = table.Column<string>(type: "TEXT", nullable: false),
                    Stream = table.Column<string>(type: "TEXT", nullable: false),
                    Done = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inbox_streams", x => new { x.Source, x.Stream });
                });

            migrationBuilder.CreateTable(
                name: "item_revisions",
                columns: table => new
                {
                    ItemNo = table.Column<string>(type: "TEXT", nullable: false),
                    Revision = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    EffectiveFrom = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    EffectiveTo = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Note = table.Column<string>(type: "TEXT", nullable: true),
                    ReleasedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_item_revisions", x => new { x.ItemNo, x.Revision });
                });

            migrationBuilder.CreateTable(
                name: "item_stock",
                columns: table => new
                {
                    ItemNo = table.Column<string>(type: "TEXT", nullable: false),
                    Revision = table.Column<string>(type: "TEXT", nullable: false),
                    OnHand = table.Column<long>(type: "INTEGER", nullable: false),
                    Available = table.Column<long>(type: "INTEGER", nullable: false),
                    Reserved = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_item_stock", x => new { x.ItemNo, x.Revision });
                });

            migrationBuilder.CreateTable(
                name: "item_units",
                columns: table => new
                {
                    ItemNo = table.Column<string>(type: "TEXT", nullable: false),
                    Unit = table.Column<string>(type: "TEXT", nullable: false),
                    Factor = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_item_units", x => new { x.ItemNo, x.Unit });
                });

            migrationBuilder.CreateTable(
                name: "items",
                columns: table => new
                {
                    No = table.Column<string>(type: "TEXT", nullable: false),
                    Description = table.Column<string>(type: "TEXT", nullable: false),
                    Unit = table.Column<string>(type: "TEXT", nullable: false),
                    Tracking = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    ShelfLifeDays = table.Column<int>(type: "INTEGER", nullable: true),
                    Family = table.Column<string>(type: "TEXT", nullable: true),
                    StandardCost = table.Column<long>(type: "INTEGER", nullable: true),
                    CostCurrency = table.Column<string>(type: "TEXT", nullable: true),
                    LargestOrder = table.Column<long>(type: "INTEGER", nullable: true),
                    Active = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_items", x => x.No);
                });

            migrationBuilder.CreateTable(
                name: "labor_bookings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReportId = table.Column<Guid>(type: "TEXT", nullable: false),
                    WorkOrderNo = table.Column<string>(type: "TEXT", nullable: true),
                    OperationNo = table.Column<int>(type: "INTEGER", nullable: true),
                    PersonNo = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Seconds = table.Column<long>(type: "INTEGER", nullable: false),
                    Reverses = table.Column<Guid>(type: "TEXT", nullable: true),
                    StartUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    EndUtc = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_labor_bookings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "number_series",
                columns: table => new
                {
                    Prefix = table.Column<string>(type: "TEXT", nullable: false),
                    Last = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_number_series", x => x.Prefix);
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    MessageId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Destination = table.Column<string>(type: "TEXT", nullable: false),
                    Stream = table.Column<string>(type: "TEXT", nullable: false),
                    Seq = table.Column<long>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    CorrelationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SentUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    DeliveredUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    Announced = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "outbox_streams",
                columns: table => new
                {
                    Destination = table.Column<string>(type: "TEXT", nullable: false),
                    Stream = table.Column<string>(type: "TEXT", nullable: false),
                    Last = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox_streams", x => new { x.Destination, x.Stream });
                });

            migrationBuilder.CreateTable(
                name: "places",
                columns: table => new
                {
                    No = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    ParentNo = table.Column<string>(type: "TEXT", nullable: true),
                    WorkCentreNo = table.Column<string>(type: "TEXT", nullable: true),
                    Active = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_places", x => x.No);
                });

            migrationBuilder.CreateTable(
                name: "reservations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    WorkOrderNo = table.Column<string>(type: "TEXT", nullable: false),
                    ItemNo = table.Column<string>(type: "TEXT", nullable: false),
                    Revision = table.Column<string>(type: "TEXT", nullable: false),
                    LotNo = table.Column<string>(type: "TEXT", nullable: false),
                    Quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    Used = table.Column<long>(type: "INTEGER", nullable: false),
                    Unit = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    EndedWhy = table.Column<string>(type: "TEXT", nullable: true),
                    HoldId = table.Column<Guid>(type: "TEXT", nullable: true),
                    MadeUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reservations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "routing_operations",
                columns: table => new
                {
                    ItemNo = table.Column<string>(type: "TEXT", nullable: false),
                    RoutingRevision = table.Column<string>(type: "TEXT", nullable: false),
                    No = table.Column<int>(type: "INTEGER", nullable: false),
                    Description = table.Column<string>(type: "TEXT", nullable: false),
                    WorkCentreNo = table.Column<string>(type: "TEXT", nullable: false),
                    Predecessors = table.Column<string>(type: "TEXT", nullable: false),
                    SetupSeconds = table.Column<long>(type: "INTEGER", nullable: false),
                    RunSecondsPerUnit = table.Column<long>(type: "INTEGER", nullable: false),
                    OverlapQuantity = table.Column<long>(type: "INTEGER", nullable: true),
                    Skills = table.Column<string>(type: "TEXT", nullable: false),
                    YieldPercent = table.Column<long>(type: "INTEGER", nullable: false),
                    Backflush = table.Column<bool>(type: "INTEGER", nullable: false),
                    SerialsHere = table.Column<bool>(type: "INTEGER", nullable: false),
                    ToolNo = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_routing_operations", x => new { x.ItemNo, x.RoutingRevision, x.No });
                });

            migrationBuilder.CreateTable(
                name: "routings",
                columns: table => new
                {
                    ItemNo = table.Column<string>(type: "TEXT", nullable: false),
                    Revision = table.Column<string>(type: "TEXT", nullable: false),
                    ItemRevision = table.Column<string>(type: "TEXT", nullable: true),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    EffectiveFrom = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    EffectiveTo = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Note = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_routings", x => new { x.ItemNo, x.Revision });
                });

            migrationBuilder.CreateTable(
                name: "sales_line_changes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrderNo = table.Column<string>(type: "TEXT", nullable: false),
                    LineNo = table.Column<int>(type: "INTEGER", nullable: false),
                    Field = table.Column<string>(type: "TEXT", nullable: false),
                    Before = table.Column<string>(type: "TEXT", nullable: true),
                    After = table.Column<string>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    ByNumber = table.Column<string>(type: "TEXT", nullable: false),
                    AtUtc = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sales_line_changes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "sales_order_lines",
                columns: table => new
                {
                    OrderNo = table.Column<string>(type: "TEXT", nullable: false),
                    LineNo = table.Column<int>(type: "INTEGER", nullable: false),
                    ItemNo = table.Column<string>(type: "TEXT", nullable: false),
                    Revision = table.Column<string>(type: "TEXT", nullable: true),
                    Quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    Unit = table.Column<string>(type: "TEXT", nullable: false),
                    OrderedQuantity = table.Column<long>(type: "INTEGER", nullable: false),
                    OrderedUnit = table.Column<string>(type: "TEXT", nullable: false),
                    Shipped = table.Column<long>(type: "INTEGER", nullable: false),
                    RequestedUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    PromisedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    UnitPrice = table.Column<long>(type: "INTEGER", nullable: true),
                    Priority = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sales_order_lines", x => new { x.OrderNo, x.LineNo });
                });

            migrationBuilder.CreateTable(
                name: "sales_orders",
                columns: table => new
                {
                    No = table.Column<string>(type: "TEXT", nullable: false),
                    CustomerNo = table.Column<string>(type: "TEXT", nullable: false),
                    CustomerOrderNo = table.Column<string>(type: "TEXT", nullable: true),
                    OrderedUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", nullable: true),
                    Note = table.Column<string>(type: "TEXT", nullable: true),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    LastChange = table.Column<string>(type: "TEXT", nullable: true),
                    ChangedUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sales_orders", x => x.No);
                });

            migrationBuilder.CreateTable(
                name: "shipment_lines",
                columns: table => new
                {
                    ShipmentNo = table.Column<string>(type: "TEXT", nullable: false),
                    LineNo = table.Column<int>(type: "INTEGER", nullable: false),
                    SalesOrderNo = table.Column<string>(type: "TEXT", nullable: false),
                    SalesLineNo = table.Column<int>(type: "INTEGER", nullable: false),
                    CustomerNo = table.Column<string>(type: "TEXT", nullable: false),
                    CustomerName = table.Column<string>(type: "TEXT", nullable: false),
                    ItemNo = table.Column<string>(type: "TEXT", nullable: false),
                    Revision = table.Column<string>(type: "TEXT", nullable: false),
                    LotNo = table.Column<string>(type: "TEXT", nullable: false),
                    SerialNo = table.Column<string>(type: "TEXT", nullable: false),
                    Place = table.Column<string>(type: "TEXT", nullable: false),
                    Quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    Unit = table.Column<string>(type: "TEXT", nullable: false),
                    ShippedUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    MoveId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReversedUtc = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_shipment_lines", x => new { x.ShipmentNo, x.LineNo });
                });

            migrationBuilder.CreateTable(
                name: "shipments",
                columns: table => new
                {
                    No = table.Column<string>(type: "TEXT", nullable: false),
                    SalesOrderNo = table.Column<string>(type: "TEXT", nullable: false),
                    CustomerNo = table.Column<string>(type: "TEXT", nullable: false),
                    ShippedUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    ReversedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    ReversedWhy = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_shipments", x => x.No);
                });

            migrationBuilder.CreateTable(
                name: "stock_balances",
                columns: table => new
                {
                    ItemNo = table.Column<string>(type: "TEXT", nullable: false),
                    Revision = table.Column<string>(type: "TEXT", nullable: false),
                    LotNo = table.Column<string>(type: "TEXT", nullable: false),
                    SerialNo = table.Column<string>(type: "TEXT", nullable: false),
                    Place = table.Column<string>(type: "TEXT", nullable: false),
                    Status = table.Column<string>(type: "TEXT", nullable: false),
                    Quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    Unit = table.Column<string>(type: "TEXT", nullable: false),
                    Held = table.Column<bool>(type: "INTEGER", nullable: false),
                    MovedUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stock_balances", x => new { x.ItemNo, x.Revision, x.LotNo, x.SerialNo, x.Place, x.Status });
                });

            migrationBuilder.CreateTable(
                name: "stock_hold_lots",
                columns: table => new
                {
                    HoldId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LotNo = table.Column<string>(type: "TEXT", nullable: false),
                    Lifted = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stock_hold_lots", x => new { x.HoldId, x.LotNo });
                });

            migrationBuilder.CreateTable(
                name: "stock_holds",
                columns: table => new
                {
                    HoldId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LotNo = table.Column<string>(type: "TEXT", nullable: false),
                    ReasonCode = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    HeldBy = table.Column<string>(type: "TEXT", nullable: false),
                    HeldUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    BlockedUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    AskedBy = table.Column<string>(type: "TEXT", nullable: true),
                    AskedReason = table.Column<string>(type: "TEXT", nullable: true),
                    AskedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    ReleasedBy = table.Column<string>(type: "TEXT", nullable: true),
                    ReleaseReason = table.Column<string>(type: "TEXT", nullable: true),
                    ReleasedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stock_holds", x => x.HoldId);
                });

            migrationBuilder.CreateTable(
                name: "stock_lots",
                columns: table => new
                {
                    No = table.Column<string>(type: "TEXT", nullable: false),
                    ItemNo = table.Column<string>(type: "TEXT", nullable: true),
                    Revision = table.Column<string>(type: "TEXT", nullable: true),
                    Serial = table.Column<bool>(type: "INTEGER", nullable: false),
                    WorkOrderNo = table.Column<string>(type: "TEXT", nullable: true),
                    SupplierNo = table.Column<string>(type: "TEXT", nullable: true),
                    SupplierLotNo = table.Column<string>(type: "TEXT", nullable: true),
                    ExpiresOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    BornUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    Holds = table.Column<int>(type: "INTEGER", nullable: false),
                    Spots = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stock_lots", x => x.No);
                });

            migrationBuilder.CreateTable(
                name: "stock_moves",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    ItemNo = table.Column<string>(type: "TEXT", nullable: false),
                    Revision = table.Column<string>(type: "TEXT", nullable: false),
                    LotNo = table.Column<string>(type: "TEXT", nullable: false),
                    SerialNo = table.Column<string>(type: "TEXT", nullable: false),
                    FromPlace = table.Column<string>(type: "TEXT", nullable: false),
                    FromStatus = table.Column<string>(type: "TEXT", nullable: false),
                    ToPlace = table.Column<string>(type: "TEXT", nullable: false),
                    ToStatus = table.Column<string>(type: "TEXT", nullable: false),
                    Quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    Unit = table.Column<string>(type: "TEXT", nullable: false),
                    WorkOrderNo = table.Column<string>(type: "TEXT", nullable: true),
                    OperationNo = table.Column<int>(type: "INTEGER", nullable: true),
                    SalesOrderNo = table.Column<string>(type: "TEXT", nullable: true),
                    SalesLineNo = table.Column<int>(type: "INTEGER", nullable: true),
                    ReferenceNo = table.Column<string>(type: "TEXT", nullable: true),
                    ReportId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FloorUse = table.Column<string>(type: "TEXT", nullable: true),
                    Reverses = table.Column<Guid>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    AtUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    BookedUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stock_moves", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "suppliers",
                columns: table => new
                {
                    No = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Address = table.Column<string>(type: "TEXT", nullable: true),
                    Country = table.Column<string>(type: "TEXT", nullable: true),
                    Email = table.Column<string>(type: "TEXT", nullable: true),
                    Phone = table.Column<string>(type: "TEXT", nullable: true),
                    TaxNo = table.Column<string>(type: "TEXT", nullable: true),
                    Currency = table.Column<string>(type: "TEXT", nullable: true),
                    BlockedReason = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_suppliers", x => x.No);
                });

            migrationBuilder.CreateTable(
                name: "work_centres",
                columns: table => new
                {
                    No = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    CostCentre = table.Column<string>(type: "TEXT", nullable: true),
                    HourlyCost = table.Column<long>(type: "INTEGER", nullable: true),
                    CostCurrency = table.Column<string>(type: "TEXT", nullable: true),
                    Active = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_work_centres", x => x.No);
                });

            migrationBuilder.CreateTable(
                name: "work_order_materials",
                columns: table => new
                {
                    WorkOrderNo = table.Column<string>(type: "TEXT", nullable: false),
                    LineNo = table.Column<int>(type: "INTEGER", nullable: false),
                    OperationNo = table.Column<int>(type: "INTEGER", nullable: false),
                    ItemNo = table.Column<string>(type: "TEXT", nullable: false),
                    Revision = table.Column<string>(type: "TEXT", nullable: false),
                    Unit = table.Column<string>(type: "TEXT", nullable: false),
                    Quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    WithScrap = table.Column<long>(type: "INTEGER", nullable: false),
                    PerUnit = table.Column<long>(type: "INTEGER", nullable: false),
                    Tracking = table.Column<string>(type: "TEXT", nullable: false),
                    Backflush = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_work_order_materials", x => new { x.WorkOrderNo, x.LineNo });
                });

            migrationBuilder.CreateTable(
                name: "work_order_operations",
                columns: table => new
                {
                    WorkOrderNo = table.Column<string>(type: "TEXT", nullable: false),
                    No = table.Column<int>(type: "INTEGER", nullable: false),
                    Description = table.Column<string>(type: "TEXT", nullable: false),
                    WorkCentreNo = table.Column<string>(type: "TEXT", nullable: false),
                    SetupSeconds = table.Column<long>(type: "INTEGER", nullable: false),
                    RunSecondsPerUnit = table.Column<long>(type: "INTEGER", nullable: false),
                    YieldPercent = table.Column<long>(type: "INTEGER", nullable: false),
                    Good = table.Column<long>(type: "INTEGER", nullable: false),
                    Scrapped = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_work_order_operations", x => new { x.WorkOrderNo, x.No });
                });

            migrationBuilder.CreateTable(
                name: "work_orders",
                columns: table => new
                {
                    No = table.Column<string>(type: "TEXT", nullable: false),
                    ItemNo = table.Column<string>(type: "TEXT", nullable: false),
                    Revision = table.Column<string>(type: "TEXT", nullable: false),
                    Quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    Unit = table.Column<string>(type: "TEXT", nullable: false),
                    StartUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    DueUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    Priority = table.Column<int>(type: "INTEGER", nullable: false),
                    SalesOrderNo = table.Column<string>(type: "TEXT", nullable: true),
                    SalesLineNo = table.Column<int>(type: "INTEGER", nullable: true),
                    ParentNo = table.Column<string>(type: "TEXT", nullable: true),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Produced = table.Column<long>(type: "INTEGER", nullable: false),
                    Scrapped = table.Column<long>(type: "INTEGER", nullable: false),
                    OutputLotNo = table.Column<string>(type: "TEXT", nullable: true),
                    RoutingRevision = table.Column<string>(type: "TEXT", nullable: true),
                    BillRevision = table.Column<string>(type: "TEXT", nullable: true),
                    ReleasedShortWhy = table.Column<string>(type: "TEXT", nullable: true),
                    CancelAskedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    CancelReason = table.Column<string>(type: "TEXT", nullable: true),
                    CreatedUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    ReleasedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    StartedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    CompletedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    ClosedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_work_orders", x => x.No);
                });

            migrationBuilder.CreateIndex(
                name: "IX_audit_entries_AtUtc",
                table: "audit_entries",
                column: "AtUtc");

            migrationBuilder.CreateIndex(
                name: "IX_audit_entries_CorrelationId",
                table: "audit_entries",
                column: "CorrelationId");

            migrationBuilder.CreateIndex(
                name: "IX_audit_entries_Subject_SubjectKey",
                table: "audit_entries",
                columns: new[] { "Subject", "SubjectKey" });

            migrationBuilder.CreateIndex(
                name: "IX_audit_seals_EntryId",
                table: "audit_seals",
                column: "EntryId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_bill_lines_ComponentNo",
                table: "bill_lines",
                column: "ComponentNo");

            migrationBuilder.CreateIndex(
                name: "IX_command_receipts_AtUtc",
                table: "command_receipts",
                column: "AtUtc");

            migrationBuilder.CreateIndex(
                name: "IX_demand_mismatches_WorkOrderNo",
                table: "demand_mismatches",
                column: "WorkOrderNo");

            migrationBuilder.CreateIndex(
                name: "IX_inbox_Source_Stream_Seq",
                table: "inbox",
                columns: new[] { "Source", "Stream", "Seq" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_inbox_State_ReceivedUtc",
                table: "inbox",
                columns: new[] { "State", "ReceivedUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_labor_bookings_ReportId",
                table: "labor_bookings",
                column: "ReportId");

            migrationBuilder.CreateIndex(
                name: "IX_labor_bookings_WorkOrderNo",
                table: "labor_bookings",
                column: "WorkOrderNo");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_Announced_Id",
                table: "outbox",
                columns: new[] { "Announced", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_outbox_DeliveredUtc_Id",
                table: "outbox",
                columns: new[] { "DeliveredUtc", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_outbox_Destination_Stream_Seq",
                table: "outbox",
                columns: new[] { "Destination", "Stream", "Seq" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_outbox_MessageId",
                table: "outbox",
                column: "MessageId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_places_ParentNo",
                table: "places",
                column: "ParentNo");

            migrationBuilder.CreateIndex(
                name: "IX_places_WorkCentreNo",
                table: "places",
                column: "WorkCentreNo",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_reservations_HoldId",
                table: "reservations",
                column: "HoldId");

            migrationBuilder.CreateIndex(
                name: "IX_reservations_ItemNo_Revision_State",
                table: "reservations",
                columns: new[] { "ItemNo", "Revision", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_reservations_WorkOrderNo",
                table: "reservations",
                column: "WorkOrderNo");

            migrationBuilder.CreateIndex(
                name: "IX_routing_operations_WorkCentreNo",
                table: "routing_operations",
                column: "WorkCentreNo");

            migrationBuilder.CreateIndex(
                name: "IX_sales_line_changes_OrderNo_LineNo",
                table: "sales_line_changes",
                columns: new[] { "OrderNo", "LineNo" });

            migrationBuilder.CreateIndex(
                name: "IX_sales_order_lines_ItemNo",
                table: "sales_order_lines",
                column: "ItemNo");

            migrationBuilder.CreateIndex(
                name: "IX_sales_orders_CustomerNo",
                table: "sales_orders",
                column: "CustomerNo");

            migrationBuilder.CreateIndex(
                name: "IX_shipment_lines_LotNo",
                table: "shipment_lines",
                column: "LotNo");

            migrationBuilder.CreateIndex(
                name: "IX_shipment_lines_SalesOrderNo_SalesLineNo",
                table: "shipment_lines",
                columns: new[] { "SalesOrderNo", "SalesLineNo" });

            migrationBuilder.CreateIndex(
                name: "IX_shipment_lines_SerialNo",
                table: "shipment_lines",
                column: "SerialNo");

            migrationBuilder.CreateIndex(
                name: "IX_shipments_SalesOrderNo",
                table: "shipments",
                column: "SalesOrderNo");

            migrationBuilder.CreateIndex(
                name: "IX_stock_balances_LotNo",
                table: "stock_balances",
                column: "LotNo");

            migrationBuilder.CreateIndex(
                name: "IX_stock_balances_Place",
                table: "stock_balances",
                column: "Place");

            migrationBuilder.CreateIndex(
                name: "IX_stock_balances_SerialNo",
                table: "stock_balances",
                column: "SerialNo");

            migrationBuilder.CreateIndex(
                name: "IX_stock_hold_lots_LotNo",
                table: "stock_hold_lots",
                column: "LotNo");

            migrationBuilder.CreateIndex(
                name: "IX_stock_holds_State",
                table: "stock_holds",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_stock_lots_ItemNo",
                table: "stock_lots",
                column: "ItemNo");

            migrationBuilder.CreateIndex(
                name: "IX_stock_lots_SupplierNo_SupplierLotNo",
                table: "stock_lots",
                columns: new[] { "SupplierNo", "SupplierLotNo" });

            migrationBuilder.CreateIndex(
                name: "IX_stock_moves_ItemNo_BookedUtc",
                table: "stock_moves",
                columns: new[] { "ItemNo", "BookedUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_stock_moves_LotNo",
                table: "stock_moves",
                column: "LotNo");

            migrationBuilder.CreateIndex(
                name: "IX_stock_moves_ReportId",
                table: "stock_moves",
                column: "ReportId");

            migrationBuilder.CreateIndex(
                name: "IX_stock_moves_Reverses",
                table: "stock_moves",
                column: "Reverses");

            migrationBuilder.CreateIndex(
                name: "IX_stock_moves_SalesOrderNo_SalesLineNo",
                table: "stock_moves",
                columns: new[] { "SalesOrderNo", "SalesLineNo" });

            migrationBuilder.CreateIndex(
                name: "IX_stock_moves_SerialNo",
                table: "stock_moves",
                column: "SerialNo");

            migrationBuilder.CreateIndex(
                name: "IX_stock_moves_WorkOrderNo",
                table: "stock_moves",
                column: "WorkOrderNo");

            migrationBuilder.CreateIndex(
                name: "IX_work_order_materials_ItemNo",
                table: "work_order_materials",
                column: "ItemNo");

            migrationBuilder.CreateIndex(
                name: "IX_work_orders_ItemNo",
                table: "work_orders",
                column: "ItemNo");

            migrationBuilder.CreateIndex(
                name: "IX_work_orders_ParentNo",
                table: "work_orders",
                column: "ParentNo");

            migrationBuilder.CreateIndex(
                name: "IX_work_orders_SalesOrderNo_SalesLineNo",
                table: "work_orders",
                columns: new[] { "SalesOrderNo", "SalesLineNo" });

            migrationBuilder.CreateIndex(
                name: "IX_work_orders_State_DueUtc",
                table: "work_orders",
                columns: new[] { "State", "DueUtc" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit_entries");

            migrationBuilder.DropTable(
                name: "audit_seals");

            migrationBuilder.DropTable(
                name: "bill_lines");

            migrationBuilder.DropTable(
                name: "bills");

            migrationBuilder.DropTable(
                name: "command_receipts");

            migrationBuilder.DropTable(
                name: "count_lines");

            migrationBuilder.DropTable(
                name: "count_sheets");

            migrationBuilder.DropTable(
                name: "customers");

            migrationBuilder.DropTable(
                name: "demand_mismatches");

            migrationBuilder.DropTable(
                name: "inbox");

            migrationBuilder.DropTable(
                name: "inbox_links");

            migrationBuilder.DropTable(
                name: "inbox_streams");

            migrationBuilder.DropTable(
                name: "item_revisions");

            migrationBuilder.DropTable(
                name: "item_stock");

            migrationBuilder.DropTable(
                name: "item_units");

            migrationBuilder.DropTable(
                name: "items");

            migrationBuilder.DropTable(
                name: "labor_bookings");

            migrationBuilder.DropTable(
                name: "number_series");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "outbox_streams");

            migrationBuilder.DropTable(
                name: "places");

            migrationBuilder.DropTable(
                name: "reservations");

            migrationBuilder.DropTable(
                name: "routing_operations");

            migrationBuilder.DropTable(
                name: "routings");

            migrationBuilder.DropTable(
                name: "sales_line_changes");

            migrationBuilder.DropTable(
                name: "sales_order_lines");

            migrationBuilder.DropTable(
                name: "sales_orders");

            migrationBuilder.DropTable(
                name: "shipment_lines");

            migrationBuilder.DropTable(
                name: "shipments");

            migrationBuilder.DropTable(
                name: "stock_balances");

            migrationBuilder.DropTable(
                name: "stock_hold_lots");

            migrationBuilder.DropTable(
                name: "stock_holds");

            migrationBuilder.DropTable(
                name: "stock_lots");

            migrationBuilder.DropTable(
                name: "stock_moves");

            migrationBuilder.DropTable(
                name: "suppliers");

            migrationBuilder.DropTable(
                name: "work_centres");

            migrationBuilder.DropTable(
                name: "work_order_materials");

            migrationBuilder.DropTable(
                name: "work_order_operations");

            migrationBuilder.DropTable(
                name: "work_orders");
        }
    }
}
