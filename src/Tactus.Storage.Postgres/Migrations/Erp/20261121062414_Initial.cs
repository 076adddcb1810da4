using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Tactus.Storage.Postgres.Migrations.Erp
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "erp");

            migrationBuilder.CreateTable(
                name: "audit_entries",
                schema: "erp",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    AtUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ActorKind = table.Column<string>(type: "text", nullable: false),
                    ActorNumber = table.Column<string>(type: "text", nullable: false),
                    ActorName = table.Column<string>(type: "text", nullable: false),
                    StationNo = table.Column<string>(type: "text", nullable: true),
                    Command = table.Column<string>(type: "text", nullable: false),
                    CommandId = table.Column<Guid>(type: "uuid", nullable: false),
                    CorrelationId = table.Column<Guid>(type: "uuid", nullable: false),
                    Why = table.Column<string>(type: "text", nullable: true),
                    Action = table.Column<string>(type: "text", nullable: false),
                    Subject = table.Column<string>(type: "text", nullable: false),
                    SubjectKey = table.Column<string>(type: "text", nullable: false),
                    Before = table.Column<string>(type: "text", nullable: true),
                    After = table.Column<string>(type: "text", nullable: true),
                    Hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_entries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "audit_seals",
                schema: "erp",
                columns: table => new
                {
                    Seq = table.Column<long>(type: "bigint", nullable: false),
                    EntryId = table.Column<long>(type: "bigint", nullable: false),
                    Chain = table.Column<byte[]>(type: "bytea", nullable: false),
                    SealedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_seals", x => x.Seq);
                });

            migrationBuilder.CreateTable(
                name: "bill_lines",
                schema: "erp",
                columns: table => new
                {
                    ItemNo = table.Column<string>(type: "text", nullable: false),
                    BillRevision = table.Column<string>(type: "text", nullable: false),
                    LineNo = table.Column<int>(type: "integer", nullable: false),
                    ComponentNo = table.Column<string>(type: "text", nullable: false),
                    ComponentRevision = table.Column<string>(type: "text", nullable: true),
                    Quantity = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    OperationNo = table.Column<int>(type: "integer", nullable: true),
                    ScrapPercent = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Phantom = table.Column<bool>(type: "boolean", nullable: false),
                    Backflush = table.Column<bool>(type: "boolean", nullable: false),
                    EffectiveFrom = table.Column<DateOnly>(type: "date", nullable: true),
                    EffectiveTo = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bill_lines", x => new { x.ItemNo, x.BillRevision, x.LineNo });
                });

            migrationBuilder.CreateTable(
                name: "bills",
                schema: "erp",
                columns: table => new
                {
                    ItemNo = table.Column<string>(type: "text", nullable: false),
                    Revision = table.Column<string>(type: "text", nullable: false),
                    ItemRevision = table.Column<string>(type: "text", nullable: true),
                    State = table.Column<string>(type: "text", nullable: false),
                    EffectiveFrom = table.Column<DateOnly>(type: "date", nullable: true),
                    EffectiveTo = table.Column<DateOnly>(type: "date", nullable: true),
                    BaseQuantity = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Note = table.Column<string>(type: "text", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bills", x => new { x.ItemNo, x.Revision });
                });

            migrationBuilder.CreateTable(
                name: "command_receipts",
                schema: "erp",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Command = table.Column<string>(type: "text", nullable: false),
                    RequestHash = table.Column<byte[]>(type: "bytea", nullable: false),
                    Answer = table.Column<string>(type: "text", nullable: false),
                    ActorNumber = table.Column<string>(type: "text", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_command_receipts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "count_lines",
                schema: "erp",
                columns: table => new
                {
                    SheetNo = table.Column<string>(type: "text", nullable: false),
                    LineNo = table.Column<int>(type: "integer", nullable: false),
                    ItemNo = table.Column<string>(type: "text", nullable: false),
                    Revision = table.Column<string>(type: "text", nullable: false),
                    LotNo = table.Column<string>(type: "text", nullable: false),
                    SerialNo = table.Column<string>(type: "text", nullable: false),
                    Status = table.Column<string>(type: "text", nullable: false),
                    Unit = table.Column<string>(type: "text", nullable: false),
                    Book = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    BookVersion = table.Column<long>(type: "bigint", nullable: false),
                    Counted = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: true),
                    CountedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    CountedBy = table.Column<string>(type: "text", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_count_lines", x => new { x.SheetNo, x.LineNo });
                });

            migrationBuilder.CreateTable(
                name: "count_sheets",
                schema: "erp",
                columns: table => new
                {
                    No = table.Column<string>(type: "text", nullable: false),
                    Place = table.Column<string>(type: "text", nullable: false),
                    MadeUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    MadeBy = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_count_sheets", x => x.No);
                });

            migrationBuilder.CreateTable(
                name: "customers",
                schema: "erp",
                columns: table => new
                {
                    No = table.Column<string>(type: "text", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Address = table.Column<string>(type: "text", nullable: true),
                    Country = table.Column<string>(type: "text", nullable: true),
                    Email = table.Column<string>(type: "text", nullable: true),
                    Phone = table.Column<string>(type: "text", nullable: true),
                    TaxNo = table.Column<string>(type: "text", nullable: true),
                    Currency = table.Column<string>(type: "text", nullable: true),
                    BlockedReason = table.Column<string>(type: "text", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_customers", x => x.No);
                });

            migrationBuilder.CreateTable(
                name: "demand_mismatches",
                schema: "erp",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    WorkOrderNo = table.Column<string>(type: "text", nullable: false),
                    SalesOrderNo = table.Column<string>(type: "text", nullable: false),
                    SalesLineNo = table.Column<int>(type: "integer", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false),
                    SinceUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    SettledUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    SettledBy = table.Column<string>(type: "text", nullable: true),
                    SettledWhy = table.Column<string>(type: "text", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_demand_mismatches", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "inbox",
                schema: "erp",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Source = table.Column<string>(type: "text", nullable: false),
                    Stream = table.Column<string>(type: "text", nullable: false),
                    Seq = table.Column<long>(type: "bigint", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Body = table.Column<string>(type: "text", nullable: false),
                    CorrelationId = table.Column<Guid>(type: "uuid", nullable: false),
                    SentUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ReceivedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    State = table.Column<string>(type: "text", nullable: false),
                    AppliedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    NextTryUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    RefusalCode = table.Column<string>(type: "text", nullable: true),
                    Fault = table.Column<string>(type: "text", nullable: true),
                    ParkedBy = table.Column<string>(type: "text", nullable: true),
                    ParkedReason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inbox", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "inbox_links",
                schema: "erp",
                columns: table => new
                {
                    Source = table.Column<string>(type: "text", nullable: false),
                    Paused = table.Column<bool>(type: "boolean", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: true),
                    ChangedBy = table.Column<string>(type: "text", nullable: true),
                    ChangedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inbox_links", x => x.Source);
                });

            migrationBuilder.CreateTable(
                name: "inbox_streams",
                schema: "erp",
                columns: table => new
                {
                    Source = table.Column<string>(type: "text", nullable: false),
                    Stream = table.Column<string>(type: "text", nullable: false),
                    Done = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inbox_streams", x => new { x.Source, x.Stream });
                });

            migrationBuilder.CreateTable(
                name: "item_revisions",
                schema: "erp",
                columns: table => new
                {
                    ItemNo = table.Column<string>(type: "text", nullable: false),
                    Revision = table.Column<string>(type: "text", nullable: false),
                    State = table.Column<string>(type: "text", nullable: false),
                    EffectiveFrom = table.Column<DateOnly>(type: "date", nullable: true),
                    EffectiveTo = table.Column<DateOnly>(type: "date", nullable: true),
                    Note = table.Column<string>(type: "text", nullable: true),
                    ReleasedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_item_revisions", x => new { x.ItemNo, x.Revision });
                });

            migrationBuilder.CreateTable(
                name: "item_stock",
                schema: "erp",
                columns: table => new
                {
                    ItemNo = table.Column<string>(type: "text", nullable: false),
                    Revision = table.Column<string>(type: "text", nullable: false),
                    OnHand = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Available = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Reserved = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_item_stock", x => new { x.ItemNo, x.Revision });
                });

            migrationBuilder.CreateTable(
                name: "item_units",
                schema: "erp",
                columns: table => new
                {
                    ItemNo = table.Column<string>(type: "text", nullable: false),
                    Unit = table.Column<string>(type: "text", nullable: false),
                    Factor = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_item_units", x => new { x.ItemNo, x.Unit });
                });

            migrationBuilder.CreateTable(
                name: "items",
                schema: "erp",
                columns: table => new
                {
                    No = table.Column<string>(type: "text", nullable: false),
                    Description = table.Column<string>(type: "text", nullable: false),
                    Unit = table.Column<string>(type: "text", nullable: false),
                    Tracking = table.Column<string>(type: "text", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    ShelfLifeDays = table.Column<int>(type: "integer", nullable: true),
                    Family = table.Column<string>(type: "text", nullable: true),
                    StandardCost = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: true),
                    CostCurrency = table.Column<string>(type: "text", nullable: true),
                    LargestOrder = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: true),
                    Active = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_items", x => x.No);
                });

            migrationBuilder.CreateTable(
                name: "labor_bookings",
                schema: "erp",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ReportId = table.Column<Guid>(type: "uuid", nullable: false),
                    WorkOrderNo = table.Column<string>(type: "text", nullable: true),
                    OperationNo = table.Column<int>(type: "integer", nullable: true),
                    PersonNo = table.Column<string>(type: "text", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    Seconds = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Reverses = table.Column<Guid>(type: "uuid", nullable: true),
                    StartUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    EndUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_labor_bookings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "number_series",
                schema: "erp",
                columns: table => new
                {
                    Prefix = table.Column<string>(type: "text", nullable: false),
                    Last = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_number_series", x => x.Prefix);
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                schema: "erp",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    MessageId = table.Column<Guid>(type: "uuid", nullable: false),
                    Destination = table.Column<string>(type: "text", nullable: false),
                    Stream = table.Column<string>(type: "text", nullable: false),
                    Seq = table.Column<long>(type: "bigint", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Body = table.Column<string>(type: "text", nullable: false),
                    CorrelationId = table.Column<Guid>(type: "uuid", nullable: false),
                    SentUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    DeliveredUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Announced = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "outbox_streams",
                schema: "erp",
                columns: table => new
                {
                    Destination = table.Column<string>(type: "text", nullable: false),
                    Stream = table.Column<string>(type: "text", nullable: false),
                    Last = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox_streams", x => new { x.Destination, x.Stream });
                });

            migrationBuilder.CreateTable(
                name: "places",
                schema: "erp",
                columns: table => new
                {
                    No = table.Column<string>(type: "text", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    ParentNo = table.Column<string>(type: "text", nullable: true),
                    WorkCentreNo = table.Column<string>(type: "text", nullable: true),
                    Active = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_places", x => x.No);
                });

            migrationBuilder.CreateTable(
                name: "reservations",
                schema: "erp",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    WorkOrderNo = table.Column<string>(type: "text", nullable: false),
                    ItemNo = table.Column<string>(type: "text", nullable: false),
                    Revision = table.Column<string>(type: "text", nullable: false),
                    LotNo = table.Column<string>(type: "text", nullable: false),
                    Quantity = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Used = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Unit = table.Column<string>(type: "text", nullable: false),
                    State = table.Column<string>(type: "text", nullable: false),
                    EndedWhy = table.Column<string>(type: "text", nullable: true),
                    HoldId = table.Column<Guid>(type: "uuid", nullable: true),
                    MadeUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reservations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "routing_operations",
                schema: "erp",
                columns: table => new
                {
                    ItemNo = table.Column<string>(type: "text", nullable: false),
                    RoutingRevision = table.Column<string>(type: "text", nullable: false),
                    No = table.Column<int>(type: "integer", nullable: false),
                    Description = table.Column<string>(type: "text", nullable: false),
                    WorkCentreNo = table.Column<string>(type: "text", nullable: false),
                    Predecessors = table.Column<List<int>>(type: "integer[]", nullable: false),
                    SetupSeconds = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    RunSecondsPerUnit = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    OverlapQuantity = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: true),
                    Skills = table.Column<List<string>>(type: "text[]", nullable: false),
                    YieldPercent = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Backflush = table.Column<bool>(type: "boolean", nullable: false),
                    SerialsHere = table.Column<bool>(type: "boolean", nullable: false),
                    ToolNo = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_routing_operations", x => new { x.ItemNo, x.RoutingRevision, x.No });
                });

            migrationBuilder.CreateTable(
                name: "routings",
                schema: "erp",
                columns: table => new
                {
                    ItemNo = table.Column<string>(type: "text", nullable: false),
                    Revision = table.Column<string>(type: "text", nullable: false),
                    ItemRevision = table.Column<string>(type: "text", nullable: true),
                    State = table.Column<string>(type: "text", nullable: false),
                    EffectiveFrom = table.Column<DateOnly>(type: "date", nullable: true),
                    EffectiveTo = table.Column<DateOnly>(type: "date", nullable: true),
                    Note = table.Column<string>(type: "text", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_routings", x => new { x.ItemNo, x.Revision });
                });

            migrationBuilder.CreateTable(
                name: "sales_line_changes",
                schema: "erp",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    OrderNo = table.Column<string>(type: "text", nullable: false),
                    LineNo = table.Column<int>(type: "integer", nullable: false),
                    Field = table.Column<string>(type: "text", nullable: false),
                    Before = table.Column<string>(type: "text", nullable: true),
                    After = table.Column<string>(type: "text", nullable: true),
                    Reason = table.Column<string>(type: "text", nullable: false),
                    ByNumber = table.Column<string>(type: "text", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sales_line_changes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "sales_order_lines",
                schema: "erp",
                columns: table => new
                {
                    OrderNo = table.Column<string>(type: "text", nullable: false),
                    LineNo = table.Column<int>(type: "integer", nullable: false),
                    ItemNo = table.Column<string>(type: "text", nullable: false),
                    Revision = table.Column<string>(type: "text", nullable: true),
                    Quantity = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Unit = table.Column<string>(type: "text", nullable: false),
                    OrderedQuantity = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    OrderedUnit = table.Column<string>(type: "text", nullable: false),
                    Shipped = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    RequestedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    PromisedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    UnitPrice = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: true),
                    Priority = table.Column<int>(type: "integer", nullable: false),
                    State = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sales_order_lines", x => new { x.OrderNo, x.LineNo });
                });

            migrationBuilder.CreateTable(
                name: "sales_orders",
                schema: "erp",
                columns: table => new
                {
                    No = table.Column<string>(type: "text", nullable: false),
                    CustomerNo = table.Column<string>(type: "text", nullable: false),
                    CustomerOrderNo = table.Column<string>(type: "text", nullable: true),
                    OrderedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Currency = table.Column<string>(type: "text", nullable: true),
                    Note = table.Column<string>(type: "text", nullable: true),
                    State = table.Column<string>(type: "text", nullable: false),
                    LastChange = table.Column<string>(type: "text", nullable: true),
                    ChangedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sales_orders", x => x.No);
                });

            migrationBuilder.CreateTable(
                name: "shipment_lines",
                schema: "erp",
                columns: table => new
                {
                    ShipmentNo = table.Column<string>(type: "text", nullable: false),
                    LineNo = table.Column<int>(type: "integer", nullable: false),
                    SalesOrderNo = table.Column<string>(type: "text", nullable: false),
                    SalesLineNo = table.Column<int>(type: "integer", nullable: false),
                    CustomerNo = table.Column<string>(type: "text", nullable: false),
                    CustomerName = table.Column<string>(type: "text", nullable: false),
                    ItemNo = table.Column<string>(type: "text", nullable: false),
                    Revision = table.Column<string>(type: "text", nullable: false),
                    LotNo = table.Column<string>(type: "text", nullable: false),
                    SerialNo = table.Column<string>(type: "text", nullable: false),
                    Place = table.Column<string>(type: "text", nullable: false),
                    Quantity = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Unit = table.Column<string>(type: "text", nullable: false),
                    ShippedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    MoveId = table.Column<Guid>(type: "uuid", nullable: false),
                    ReversedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_shipment_lines", x => new { x.ShipmentNo, x.LineNo });
                });

            migrationBuilder.CreateTable(
                name: "shipments",
                schema: "erp",
                columns: table => new
                {
                    No = table.Column<string>(type: "text", nullable: false),
                    SalesOrderNo = table.Column<string>(type: "text", nullable: false),
                    CustomerNo = table.Column<string>(type: "text", nullable: false),
                    ShippedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    By = table.Column<string>(type: "text", nullable: false),
                    ReversedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ReversedWhy = table.Column<string>(type: "text", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_shipments", x => x.No);
                });

            migrationBuilder.CreateTable(
                name: "stock_balances",
                schema: "erp",
                columns: table => new
                {
                    ItemNo = table.Column<string>(type: "text", nullable: false),
                    Revision = table.Column<string>(type: "text", nullable: false),
                    LotNo = table.Column<string>(type: "text", nullable: false),
                    SerialNo = table.Column<string>(type: "text", nullable: false),
                    Place = table.Column<string>(type: "text", nullable: false),
                    Status = table.Column<string>(type: "text", nullable: false),
                    Quantity = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Unit = table.Column<string>(type: "text", nullable: false),
                    Held = table.Column<bool>(type: "boolean", nullable: false),
                    MovedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stock_balances", x => new { x.ItemNo, x.Revision, x.LotNo, x.SerialNo, x.Place, x.Status });
                });

            migrationBuilder.CreateTable(
                name: "stock_hold_lots",
                schema: "erp",
                columns: table => new
                {
                    HoldId = table.Column<Guid>(type: "uuid", nullable: false),
                    LotNo = table.Column<string>(type: "text", nullable: false),
                    Lifted = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stock_hold_lots", x => new { x.HoldId, x.LotNo });
                });

            migrationBuilder.CreateTable(
                name: "stock_holds",
                schema: "erp",
                columns: table => new
                {
                    HoldId = table.Column<Guid>(type: "uuid", nullable: false),
                    LotNo = table.Column<string>(type: "text", nullable: false),
                    ReasonCode = table.Column<string>(type: "text", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false),
                    HeldBy = table.Column<string>(type: "text", nullable: false),
                    HeldUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    BlockedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    State = table.Column<string>(type: "text", nullable: false),
                    AskedBy = table.Column<string>(type: "text", nullable: true),
                    AskedReason = table.Column<string>(type: "text", nullable: true),
                    AskedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ReleasedBy = table.Column<string>(type: "text", nullable: true),
                    ReleaseReason = table.Column<string>(type: "text", nullable: true),
                    ReleasedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    EndedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stock_holds", x => x.HoldId);
                });

            migrationBuilder.CreateTable(
                name: "stock_lots",
                schema: "erp",
                columns: table => new
                {
                    No = table.Column<string>(type: "text", nullable: false),
                    ItemNo = table.Column<string>(type: "text", nullable: true),
                    Revision = table.Column<string>(type: "text", nullable: true),
                    Serial = table.Column<bool>(type: "boolean", nullable: false),
                    WorkOrderNo = table.Column<string>(type: "text", nullable: true),
                    SupplierNo = table.Column<string>(type: "text", nullable: true),
                    SupplierLotNo = table.Column<string>(type: "text", nullable: true),
                    ExpiresOn = table.Column<DateOnly>(type: "date", nullable: true),
                    BornUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Holds = table.Column<int>(type: "integer", nullable: false),
                    Spots = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stock_lots", x => x.No);
                });

            migrationBuilder.CreateTable(
                name: "stock_moves",
                schema: "erp",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    ItemNo = table.Column<string>(type: "text", nullable: false),
                    Revision = table.Column<string>(type: "text", nullable: false),
                    LotNo = table.Column<string>(type: "text", nullable: false),
                    SerialNo = table.Column<string>(type: "text", nullable: false),
                    FromPlace = table.Column<string>(type: "text", nullable: false),
                    FromStatus = table.Column<string>(type: "text", nullable: false),
                    ToPlace = table.Column<string>(type: "text", nullable: false),
                    ToStatus = table.Column<string>(type: "text", nullable: false),
                    Quantity = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Unit = table.Column<string>(type: "text", nullable: false),
                    WorkOrderNo = table.Column<string>(type: "text", nullable: true),
                    OperationNo = table.Column<int>(type: "integer", nullable: true),
                    SalesOrderNo = table.Column<string>(type: "text", nullable: true),
                    SalesLineNo = table.Column<int>(type: "integer", nullable: true),
                    ReferenceNo = table.Column<string>(type: "text", nullable: true),
                    ReportId = table.Column<Guid>(type: "uuid", nullable: false),
                    FloorUse = table.Column<string>(type: "text", nullable: true),
                    Reverses = table.Column<Guid>(type: "uuid", nullable: true),
                    Reason = table.Column<string>(type: "text", nullable: true),
                    AtUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    BookedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    By = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stock_moves", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "suppliers",
                schema: "erp",
                columns: table => new
                {
                    No = table.Column<string>(type: "text", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Address = table.Column<string>(type: "text", nullable: true),
                    Country = table.Column<string>(type: "text", nullable: true),
                    Email = table.Column<string>(type: "text", nullable: true),
                    Phone = table.Column<string>(type: "text", nullable: true),
                    TaxNo = table.Column<string>(type: "text", nullable: true),
                    Currency = table.Column<string>(type: "text", nullable: true),
                    BlockedReason = table.Column<string>(type: "text", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_suppliers", x => x.No);
                });

            migrationBuilder.CreateTable(
                name: "work_centres",
                schema: "erp",
                columns: table => new
                {
                    No = table.Column<string>(type: "text", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    CostCentre = table.Column<string>(type: "text", nullable: true),
                    HourlyCost = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: true),
                    CostCurrency = table.Column<string>(type: "text", nullable: true),
                    Active = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_work_centres", x => x.No);
                });

            migrationBuilder.CreateTable(
                name: "work_order_materials",
                schema: "erp",
                columns: table => new
                {
                    WorkOrderNo = table.Column<string>(type: "text", nullable: false),
                    LineNo = table.Column<int>(type: "integer", nullable: false),
                    OperationNo = table.Column<int>(type: "integer", nullable: false),
                    ItemNo = table.Column<string>(type: "text", nullable: false),
                    Revision = table.Column<string>(type: "text", nullable: false),
                    Unit = table.Column<string>(type: "text", nullable: false),
                    Quantity = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    WithScrap = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    PerUnit = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Tracking = table.Column<string>(type: "text", nullable: false),
                    Backflush = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_work_order_materials", x => new { x.WorkOrderNo, x.LineNo });
                });

            migrationBuilder.CreateTable(
                name: "work_order_operations",
                schema: "erp",
                columns: table => new
                {
                    WorkOrderNo = table.Column<string>(type: "text", nullable: false),
                    No = table.Column<int>(type: "integer", nullable: false),
                    Description = table.Column<string>(type: "text", nullable: false),
                    WorkCentreNo = table.Column<string>(type: "text", nullable: false),
                    SetupSeconds = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    RunSecondsPerUnit = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    YieldPercent = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Good = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Scrapped = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    State = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_work_order_operations", x => new { x.WorkOrderNo, x.No });
                });

            migrationBuilder.CreateTable(
                name: "work_orders",
                schema: "erp",
                columns: table => new
                {
                    No = table.Column<string>(type: "text", nullable: false),
                    ItemNo = table.Column<string>(type: "text", nullable: false),
                    Revision = table.Column<string>(type: "text", nullable: false),
                    Quantity = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Unit = table.Column<string>(type: "text", nullable: false),
                    StartUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    DueUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Priority = table.Column<int>(type: "integer", nullable: false),
                    SalesOrderNo = table.Column<string>(type: "text", nullable: true),
                    SalesLineNo = table.Column<int>(type: "integer", nullable: true),
                    ParentNo = table.Column<string>(type: "text", nullable: true),
                    State = table.Column<string>(type: "text", nullable: false),
                    Produced = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Scrapped = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    OutputLotNo = table.Column<string>(type: "text", nullable: true),
                    RoutingRevision = table.Column<string>(type: "text", nullable: true),
                    BillRevision = table.Column<string>(type: "text", nullable: true),
                    ReleasedShortWhy = table.Column<string>(type: "text", nullable: true),
                    CancelAskedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    CancelReason = table.Column<string>(type: "text", nullable: true),
                    CreatedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ReleasedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    StartedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    CompletedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ClosedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_work_orders", x => x.No);
                });

            migrationBuilder.CreateIndex(
                name: "IX_audit_entries_AtUtc",
                schema: "erp",
                table: "audit_entries",
                column: "AtUtc");

            migrationBuilder.CreateIndex(
                name: "IX_audit_entries_CorrelationId",
                schema: "erp",
                table: "audit_entries",
                column: "CorrelationId");

            migrationBuilder.CreateIndex(
                name: "IX_audit_entries_Subject_SubjectKey",
                schema: "erp",
                table: "audit_entries",
                columns: new[] { "Subject", "SubjectKey" });

            migrationBuilder.CreateIndex(
                name: "IX_audit_seals_EntryId",
                schema: "erp",
                table: "audit_seals",
                column: "EntryId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_bill_lines_ComponentNo",
                schema: "erp",
                table: "bill_lines",
                column: "ComponentNo");

            migrationBuilder.CreateIndex(
                name: "IX_command_receipts_AtUtc",
                schema: "erp",
                table: "command_receipts",
                column: "AtUtc");

            migrationBuilder.CreateIndex(
                name: "IX_demand_mismatches_WorkOrderNo",
                schema: "erp",
                table: "demand_mismatches",
                column: "WorkOrderNo");

            migrationBuilder.CreateIndex(
                name: "IX_inbox_Source_Stream_Seq",
                schema: "erp",
                table: "inbox",
                columns: new[] { "Source", "Stream", "Seq" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_inbox_State_ReceivedUtc",
                schema: "erp",
                table: "inbox",
                columns: new[] { "State", "ReceivedUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_labor_bookings_ReportId",
                schema: "erp",
                table: "labor_bookings",
                column: "ReportId");

            migrationBuilder.CreateIndex(
                name: "IX_labor_bookings_WorkOrderNo",
                schema: "erp",
                table: "labor_bookings",
                column: "WorkOrderNo");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_Announced_Id",
                schema: "erp",
                table: "outbox",
                columns: new[] { "Announced", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_outbox_DeliveredUtc_Id",
                schema: "erp",
                table: "outbox",
                columns: new[] { "DeliveredUtc", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_outbox_Destination_Stream_Seq",
                schema: "erp",
                table: "outbox",
                columns: new[] { "Destination", "Stream", "Seq" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_outbox_MessageId",
                schema: "erp",
                table: "outbox",
                column: "MessageId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_places_ParentNo",
                schema: "erp",
                table: "places",
                column: "ParentNo");

            migrationBuilder.CreateIndex(
                name: "IX_places_WorkCentreNo",
                schema: "erp",
                table: "places",
                column: "WorkCentreNo",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_reservations_HoldId",
                schema: "erp",
                table: "reservations",
                column: "HoldId");

            migrationBuilder.CreateIndex(
                name: "IX_reservations_ItemNo_Revision_State",
                schema: "erp",
                table: "reservations",
                columns: new[] { "ItemNo", "Revision", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_reservations_WorkOrderNo",
                schema: "erp",
                table: "reservations",
                column: "WorkOrderNo");

            migrationBuilder.CreateIndex(
                name: "IX_routing_operations_WorkCentreNo",
                schema: "erp",
                table: "routing_operations",
                column: "WorkCentreNo");

            migrationBuilder.CreateIndex(
                name: "IX_sales_line_changes_OrderNo_LineNo",
                schema: "erp",
                table: "sales_line_changes",
                columns: new[] { "OrderNo", "LineNo" });

            migrationBuilder.CreateIndex(
                name: "IX_sales_order_lines_ItemNo",
                schema: "erp",
                table: "sales_order_lines",
                column: "ItemNo");

            migrationBuilder.CreateIndex(
                name: "IX_sales_orders_CustomerNo",
                schema: "erp",
                table: "sales_orders",
                column: "CustomerNo");

            migrationBuilder.CreateIndex(
                name: "IX_shipment_lines_LotNo",
                schema: "erp",
                table: "shipment_lines",
                column: "LotNo");

            migrationBuilder.CreateIndex(
                name: "IX_shipment_lines_SalesOrderNo_SalesLineNo",
                schema: "erp",
                table: "shipment_lines",
                columns: new[] { "SalesOrderNo", "SalesLineNo" });

            migrationBuilder.CreateIndex(
                name: "IX_shipment_lines_SerialNo",
                schema: "erp",
                table: "shipment_lines",
                column: "SerialNo");

            migrationBuilder.CreateIndex(
                name: "IX_shipments_SalesOrderNo",
                schema: "erp",
                table: "shipments",
                column: "SalesOrderNo");

            migrationBuilder.CreateIndex(
                name: "IX_stock_balances_LotNo",
                schema: "erp",
                table: "stock_balances",
                column: "LotNo");

            migrationBuilder.CreateIndex(
                name: "IX_stock_balances_Place",
                schema: "erp",
                table: "stock_balances",
                column: "Place");

            migrationBuilder.CreateIndex(
                name: "IX_stock_balances_SerialNo",
                schema: "erp",
                table: "stock_balances",
                column: "SerialNo");

            migrationBuilder.CreateIndex(
                name: "IX_stock_hold_lots_LotNo",
                schema: "erp",
                table: "stock_hold_lots",
                column: "LotNo");

            migrationBuilder.CreateIndex(
                name: "IX_stock_holds_State",
                schema: "erp",
                table: "stock_holds",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_stock_lots_ItemNo",
                schema: "erp",
                table: "stock_lots",
                column: "ItemNo");

            migrationBuilder.CreateIndex(
                name: "IX_stock_lots_SupplierNo_SupplierLotNo",
                schema: "erp",
                table: "stock_lots",
                columns: new[] { "SupplierNo", "SupplierLotNo" });

            migrationBuilder.CreateIndex(
                name: "IX_stock_moves_ItemNo_BookedUtc",
                schema: "erp",
                table: "stock_moves",
                columns: new[] { "ItemNo", "BookedUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_stock_moves_LotNo",
                schema: "erp",
                table: "stock_moves",
                column: "LotNo");

            migrationBuilder.CreateIndex(
                name: "IX_stock_moves_ReportId",
                schema: "erp",
                table: "stock_moves",
                column: "ReportId");

            migrationBuilder.CreateIndex(
                name: "IX_stock_moves_Reverses",
                schema: "erp",
                table: "stock_moves",
                column: "Reverses");

            migrationBuilder.CreateIndex(
                name: "IX_stock_moves_SalesOrderNo_SalesLineNo",
                schema: "erp",
                table: "stock_moves",
                columns: new[] { "SalesOrderNo", "SalesLineNo" });

            migrationBuilder.CreateIndex(
                name: "IX_stock_moves_SerialNo",
                schema: "erp",
                table: "stock_moves",
                column: "SerialNo");

            migrationBuilder.CreateIndex(
                name: "IX_stock_moves_WorkOrderNo",
                schema: "erp",
                table: "stock_moves",
                column: "WorkOrderNo");

            migrationBuilder.CreateIndex(
                name: "IX_work_order_materials_ItemNo",
                schema: "erp",
                table: "work_order_materials",
                column: "ItemNo");

            migrationBuilder.CreateIndex(
                name: "IX_work_orders_ItemNo",
                schema: "erp",
                table: "work_orders",
                column: "ItemNo");

            migrationBuilder.CreateIndex(
                name: "IX_work_orders_ParentNo",
                schema: "erp",
                table: "work_orders",
                column: "ParentNo");

            migrationBuilder.CreateIndex(
                name: "IX_work_orders_SalesOrderNo_SalesLineNo",
                schema: "erp",
                table: "work_orders",
                columns: new[] { "SalesOrderNo", "SalesLineNo" });

            migrationBuilder.CreateIndex(
                name: "IX_work_orders_State_DueUtc",
                schema: "erp",
                table: "work_orders",
                columns: new[] { "State", "DueUtc" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit_entries",
                schema: "erp");

            migrationBuilder.DropTable(
                name: "audit_seals",
                schema: "erp");

            migrationBuilder.DropTable(
                name: "bill_lines",
                schema: "erp");

            migrationBuilder.DropTable(
                name: "bills",
                schema: "erp");

            migrationBuilder.DropTable(
                name: "command_receipts",
                schema: "erp");

            migrationBuilder.DropTable(
                name: "count_lines",
                schema: "erp");

            migrationBuilder.DropTable(
                name: "count_sheets",
                schema: "erp");

            migrationBuilder.DropTable(
                name: "customers",
                schema: "erp");

            migrationBuilder.DropTable(
                name: "demand_mismatches",
                schema: "erp");

            migrationBuilder.DropTable(
                name: "inbox",
                schema: "erp");

            migrationBuilder.DropTable(
                name: "inbox_links",
                schema: "erp");

            migrationBuilder.DropTable(
                name: "inbox_streams",
                schema: "erp");

            migrationBuilder.DropTable(
                name: "item_revisions",
                schema: "erp");

            migrationBuilder.DropTable(
                name: "item_stock",
                schema: "erp");

            migrationBuilder.DropTable(
                name: "item_units",
                schema: "erp");

            migrationBuilder.DropTable(
                name: "items",
                schema: "erp");

            migrationBuilder.DropTable(
                name: "labor_bookings",
                schema: "erp");

            migrationBuilder.DropTable(
                name: "number_series",
                schema: "erp");

            migrationBuilder.DropTable(
                name: "outbox",
                schema: "erp");

            migrationBuilder.DropTable(
                name: "outbox_streams",
                schema: "erp");

            migrationBuilder.DropTable(
                name: "places",
                schema: "erp");

            migrationBuilder.DropTable(
                name: "reservations",
                schema: "erp");

            migrationBuilder.DropTable(
                name: "routing_operations",
                schema: "erp");

            migrationBuilder.DropTable(
                name: "routings",
                schema: "erp");

            migrationBuilder.DropTable(
                name: "sales_line_changes",
                schema: "erp");

            migrationBuilder.DropTable(
                name: "sales_order_lines",
                schema: "erp");

            migrationBuilder.DropTable(
                name: "sales_orders",
                schema: "erp");

            migrationBuilder.DropTable(
                name: "shipment_lines",
                schema: "erp");

            migrationBuilder.DropTable(
                name: "shipments",
                schema: "erp");

            migrationBuilder.DropTable(
                name: "stock_balances",
                schema: "erp");

            migrationBuilder.DropTable(
                name: "stock_hold_lots",
                schema: "erp");

            migrationBuilder.DropTable(
                name: "stock_holds",
                schema: "erp");

            migrationBuilder.DropTable(
                name: "stock_lots",
                schema: "erp");

            migrationBuilder.DropTable(
                name: "stock_moves",
                schema: "erp");

            migrationBuilder.DropTable(
                name: "suppliers",
                schema: "erp");

            migrationBuilder.DropTable(
                name: "work_centres",
                schema: "erp");

            migrationBuilder.DropTable(
                name: "work_order_materials",
                schema: "erp");

            migrationBuilder.DropTable(
                name: "work_order_operations",
                schema: "erp");

            migrationBuilder.DropTable(
                name: "work_orders",
                schema: "erp");
        }
    }
}
