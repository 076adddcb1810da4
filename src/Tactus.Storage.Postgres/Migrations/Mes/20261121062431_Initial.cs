using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Tactus.Storage.Postgres.Migrations.Mes
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "mes");

            migrationBuilder.CreateTable(
                name: "agent_streams",
                schema: "mes",
                columns: table => new
                {
                    Agent = table.Column<string>(type: "text", nullable: false),
                    Epoch = table.Column<long>(type: "bigint", nullable: false),
                    Runs = table.Column<string>(type: "text", nullable: false),
                    ContiguousSeq = table.Column<long>(type: "bigint", nullable: true),
                    HighestSeq = table.Column<long>(type: "bigint", nullable: false),
                    FirstReceivedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    LastReceivedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    LagMilliseconds = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_agent_streams", x => new { x.Agent, x.Epoch });
                });

            migrationBuilder.CreateTable(
                name: "audit_entries",
                schema: "mes",
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
                schema: "mes",
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
                name: "calendar_assignments",
                schema: "mes",
                columns: table => new
                {
                    EquipmentNo = table.Column<string>(type: "text", nullable: false),
                    FromDate = table.Column<DateOnly>(type: "date", nullable: false),
                    PatternNo = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_calendar_assignments", x => new { x.EquipmentNo, x.FromDate });
                });

            migrationBuilder.CreateTable(
                name: "calendar_exceptions",
                schema: "mes",
                columns: table => new
                {
                    EquipmentNo = table.Column<string>(type: "text", nullable: false),
                    Date = table.Column<DateOnly>(type: "date", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false),
                    Shifts = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_calendar_exceptions", x => new { x.EquipmentNo, x.Date, x.Kind });
                });

            migrationBuilder.CreateTable(
                name: "command_receipts",
                schema: "mes",
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
                name: "count_minutes",
                schema: "mes",
                columns: table => new
                {
                    MachineNo = table.Column<string>(type: "text", nullable: false),
                    MinuteUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Counted = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Good = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Scrap = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Resets = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_count_minutes", x => new { x.MachineNo, x.MinuteUtc });
                });

            migrationBuilder.CreateTable(
                name: "cycle_times",
                schema: "mes",
                columns: table => new
                {
                    MachineNo = table.Column<string>(type: "text", nullable: false),
                    ItemNo = table.Column<string>(type: "text", nullable: false),
                    Seconds = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cycle_times", x => new { x.MachineNo, x.ItemNo });
                });

            migrationBuilder.CreateTable(
                name: "dispatch_changes",
                schema: "mes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    WorkCentreNo = table.Column<string>(type: "text", nullable: false),
                    Before = table.Column<List<string>>(type: "text[]", nullable: false),
                    After = table.Column<List<string>>(type: "text[]", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: false),
                    PersonNo = table.Column<string>(type: "text", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    SupersededUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_dispatch_changes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "dispatch_places",
                schema: "mes",
                columns: table => new
                {
                    WorkCentreNo = table.Column<string>(type: "text", nullable: false),
                    OrderNo = table.Column<string>(type: "text", nullable: false),
                    OperationNo = table.Column<int>(type: "integer", nullable: false),
                    Rank = table.Column<int>(type: "integer", nullable: false),
                    StartUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ScheduleVersion = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_dispatch_places", x => new { x.WorkCentreNo, x.OrderNo, x.OperationNo });
                });

            migrationBuilder.CreateTable(
                name: "downtime_explanations",
                schema: "mes",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    MachineNo = table.Column<string>(type: "text", nullable: false),
                    StartUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    EndUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    FromStart = table.Column<bool>(type: "boolean", nullable: false),
                    ReasonCode = table.Column<string>(type: "text", nullable: false),
                    Note = table.Column<string>(type: "text", nullable: true),
                    ByNumber = table.Column<string>(type: "text", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_downtime_explanations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "equipment",
                schema: "mes",
                columns: table => new
                {
                    No = table.Column<string>(type: "text", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Level = table.Column<string>(type: "text", nullable: false),
                    ParentNo = table.Column<string>(type: "text", nullable: true),
                    Active = table.Column<bool>(type: "boolean", nullable: false),
                    CycleSeconds = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: true),
                    MicroStopSeconds = table.Column<int>(type: "integer", nullable: false),
                    PartsPerCount = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    SilenceSeconds = table.Column<int>(type: "integer", nullable: false),
                    AgentName = table.Column<string>(type: "text", nullable: true),
                    CounterModulus = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_equipment", x => x.No);
                });

            migrationBuilder.CreateTable(
                name: "handovers",
                schema: "mes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    JobNo = table.Column<string>(type: "text", nullable: false),
                    WorkCentreNo = table.Column<string>(type: "text", nullable: false),
                    Note = table.Column<string>(type: "text", nullable: false),
                    FromPerson = table.Column<string>(type: "text", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ReadBy = table.Column<string>(type: "text", nullable: true),
                    ReadUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_handovers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "inbox",
                schema: "mes",
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
                schema: "mes",
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
                schema: "mes",
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
                name: "job_events",
                schema: "mes",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    JobNo = table.Column<string>(type: "text", nullable: false),
                    OrderNo = table.Column<string>(type: "text", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    Quantity = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: true),
                    MachineNo = table.Column<string>(type: "text", nullable: true),
                    PersonNo = table.Column<string>(type: "text", nullable: true),
                    ReasonCode = table.Column<string>(type: "text", nullable: true),
                    Note = table.Column<string>(type: "text", nullable: true),
                    AtUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ReceivedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_job_events", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "job_materials",
                schema: "mes",
                columns: table => new
                {
                    JobNo = table.Column<string>(type: "text", nullable: false),
                    ItemNo = table.Column<string>(type: "text", nullable: false),
                    Revision = table.Column<string>(type: "text", nullable: false),
                    Unit = table.Column<string>(type: "text", nullable: false),
                    Quantity = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    PerUnit = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Tracking = table.Column<int>(type: "integer", nullable: false),
                    Backflush = table.Column<bool>(type: "boolean", nullable: false),
                    Consumed = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_job_materials", x => new { x.JobNo, x.ItemNo });
                });

            migrationBuilder.CreateTable(
                name: "job_orders",
                schema: "mes",
                columns: table => new
                {
                    No = table.Column<string>(type: "text", nullable: false),
                    OrderNo = table.Column<string>(type: "text", nullable: false),
                    OperationNo = table.Column<int>(type: "integer", nullable: false),
                    Description = table.Column<string>(type: "text", nullable: false),
                    ItemNo = table.Column<string>(type: "text", nullable: false),
                    Revision = table.Column<string>(type: "text", nullable: false),
                    WorkCentreNo = table.Column<string>(type: "text", nullable: false),
                    MachineNo = table.Column<string>(type: "text", nullable: true),
                    Predecessors = table.Column<List<int>>(type: "integer[]", nullable: false),
                    Skills = table.Column<List<string>>(type: "text[]", nullable: false),
                    SetupSeconds = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    RunSecondsPerUnit = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    OverlapQuantity = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: true),
                    YieldPercent = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Backflush = table.Column<bool>(type: "boolean", nullable: false),
                    SerialsHere = table.Column<bool>(type: "boolean", nullable: false),
                    ToolNo = table.Column<string>(type: "text", nullable: true),
                    Last = table.Column<bool>(type: "boolean", nullable: false),
                    Unit = table.Column<string>(type: "text", nullable: false),
                    Planned = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    ToStart = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Started = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Good = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Scrapped = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Rework = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    InProcess = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    State = table.Column<string>(type: "text", nullable: false),
                    Rank = table.Column<int>(type: "integer", nullable: true),
                    BatchId = table.Column<Guid>(type: "uuid", nullable: true),
                    StartedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    CompletedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_job_orders", x => x.No);
                });

            migrationBuilder.CreateTable(
                name: "labor_spans",
                schema: "mes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonNo = table.Column<string>(type: "text", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    JobNo = table.Column<string>(type: "text", nullable: true),
                    OrderNo = table.Column<string>(type: "text", nullable: true),
                    OperationNo = table.Column<int>(type: "integer", nullable: true),
                    Activity = table.Column<string>(type: "text", nullable: true),
                    WorkCentreNo = table.Column<string>(type: "text", nullable: true),
                    StationNo = table.Column<string>(type: "text", nullable: true),
                    StartUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    EndUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    SettledUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Seconds = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    SliceUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    SliceSeconds = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    State = table.Column<string>(type: "text", nullable: false),
                    ConfirmedBy = table.Column<string>(type: "text", nullable: true),
                    ConfirmReason = table.Column<string>(type: "text", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_labor_spans", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "lot_divergences",
                schema: "mes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    LotNo = table.Column<string>(type: "text", nullable: false),
                    HoldId = table.Column<Guid>(type: "uuid", nullable: true),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    PlantSays = table.Column<string>(type: "text", nullable: false),
                    BusinessSays = table.Column<string>(type: "text", nullable: false),
                    FirstSeenUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    LastSeenUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Times = table.Column<int>(type: "integer", nullable: false),
                    ResolvedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lot_divergences", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "lot_hold_confirmations",
                schema: "mes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    HoldId = table.Column<Guid>(type: "uuid", nullable: false),
                    Released = table.Column<bool>(type: "boolean", nullable: false),
                    Blocked = table.Column<string>(type: "text", nullable: false),
                    ReservationsBroken = table.Column<string>(type: "text", nullable: false),
                    Shipped = table.Column<string>(type: "text", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ReceivedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lot_hold_confirmations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "lot_hold_members",
                schema: "mes",
                columns: table => new
                {
                    HoldId = table.Column<Guid>(type: "uuid", nullable: false),
                    LotNo = table.Column<string>(type: "text", nullable: false),
                    Late = table.Column<bool>(type: "boolean", nullable: false),
                    CoveredUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Ended = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lot_hold_members", x => new { x.HoldId, x.LotNo });
                });

            migrationBuilder.CreateTable(
                name: "lot_holds",
                schema: "mes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    LotNo = table.Column<string>(type: "text", nullable: false),
                    ReasonCode = table.Column<string>(type: "text", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false),
                    HeldBy = table.Column<string>(type: "text", nullable: false),
                    State = table.Column<string>(type: "text", nullable: false),
                    Lots = table.Column<int>(type: "integer", nullable: false),
                    Severity = table.Column<int>(type: "integer", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ConfirmedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ReleaseReason = table.Column<string>(type: "text", nullable: true),
                    ReleaseAskedBy = table.Column<string>(type: "text", nullable: true),
                    ReleaseAskedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ReleaseApprovedBy = table.Column<string>(type: "text", nullable: true),
                    EndedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lot_holds", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "lots_asked",
                schema: "mes",
                columns: table => new
                {
                    LotNo = table.Column<string>(type: "text", nullable: false),
                    RequestId = table.Column<Guid>(type: "uuid", nullable: false),
                    AskedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    AnsweredUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lots_asked", x => x.LotNo);
                });

            migrationBuilder.CreateTable(
                name: "machine_corrections",
                schema: "mes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ClosingId = table.Column<Guid>(type: "uuid", nullable: false),
                    MachineNo = table.Column<string>(type: "text", nullable: false),
                    ShiftKey = table.Column<string>(type: "text", nullable: false),
                    Cause = table.Column<string>(type: "text", nullable: false),
                    Signals = table.Column<int>(type: "integer", nullable: false),
                    FirstUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    LastUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ReceivedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ByNumber = table.Column<string>(type: "text", nullable: false),
                    Before = table.Column<string>(type: "text", nullable: false),
                    After = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_machine_corrections", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "machine_signals",
                schema: "mes",
                columns: table => new
                {
                    Agent = table.Column<string>(type: "text", nullable: false),
                    Epoch = table.Column<long>(type: "bigint", nullable: false),
                    Seq = table.Column<long>(type: "bigint", nullable: false),
                    MachineNo = table.Column<string>(type: "text", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: true),
                    ReasonCode = table.Column<string>(type: "text", nullable: true),
                    Good = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: true),
                    Scrap = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: true),
                    Count = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: true),
                    ReceivedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_machine_signals", x => new { x.Agent, x.Epoch, x.Seq });
                });

            migrationBuilder.CreateTable(
                name: "machine_turns",
                schema: "mes",
                columns: table => new
                {
                    MachineNo = table.Column<string>(type: "text", nullable: false),
                    Turns = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_machine_turns", x => x.MachineNo);
                });

            migrationBuilder.CreateTable(
                name: "maintenance_stops",
                schema: "mes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MachineNo = table.Column<string>(type: "text", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: false),
                    SinceUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UntilUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ByNumber = table.Column<string>(type: "text", nullable: false),
                    EndedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    EndedByNumber = table.Column<string>(type: "text", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_maintenance_stops", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "material_definitions",
                schema: "mes",
                columns: table => new
                {
                    ItemNo = table.Column<string>(type: "text", nullable: false),
                    Description = table.Column<string>(type: "text", nullable: false),
                    Unit = table.Column<string>(type: "text", nullable: false),
                    Revision = table.Column<string>(type: "text", nullable: false),
                    Tracking = table.Column<string>(type: "text", nullable: false),
                    ShelfLifeDays = table.Column<int>(type: "integer", nullable: true),
                    Active = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_material_definitions", x => x.ItemNo);
                });

            migrationBuilder.CreateTable(
                name: "material_lots",
                schema: "mes",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    No = table.Column<string>(type: "text", nullable: false),
                    ItemNo = table.Column<string>(type: "text", nullable: false),
                    Revision = table.Column<string>(type: "text", nullable: false),
                    Unit = table.Column<string>(type: "text", nullable: false),
                    Serial = table.Column<bool>(type: "boolean", nullable: false),
                    Wip = table.Column<bool>(type: "boolean", nullable: false),
                    InLotNo = table.Column<string>(type: "text", nullable: true),
                    Status = table.Column<string>(type: "text", nullable: false),
                    OrderNo = table.Column<string>(type: "text", nullable: true),
                    SupplierNo = table.Column<string>(type: "text", nullable: true),
                    SupplierLotNo = table.Column<string>(type: "text", nullable: true),
                    ExpiresOn = table.Column<DateOnly>(type: "date", nullable: true),
                    BornUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    InStore = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    AtLine = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Consumed = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Produced = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Scrapped = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    EdgesOut = table.Column<int>(type: "integer", nullable: false),
                    Holds = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_material_lots", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "material_warnings",
                schema: "mes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Code = table.Column<string>(type: "text", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false),
                    JobNo = table.Column<string>(type: "text", nullable: false),
                    ItemNo = table.Column<string>(type: "text", nullable: false),
                    LotNo = table.Column<string>(type: "text", nullable: true),
                    Quantity = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Unit = table.Column<string>(type: "text", nullable: false),
                    ReportId = table.Column<Guid>(type: "uuid", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    SettledNote = table.Column<string>(type: "text", nullable: true),
                    SettledUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_material_warnings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                schema: "mes",
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
                schema: "mes",
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
                name: "person_skills",
                schema: "mes",
                columns: table => new
                {
                    PersonNo = table.Column<string>(type: "text", nullable: false),
                    SkillCode = table.Column<string>(type: "text", nullable: false),
                    ValidUntilUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Active = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_person_skills", x => new { x.PersonNo, x.SkillCode });
                });

            migrationBuilder.CreateTable(
                name: "plant_settings",
                schema: "mes",
                columns: table => new
                {
                    Name = table.Column<string>(type: "text", nullable: false),
                    Value = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plant_settings", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "production_orders",
                schema: "mes",
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
                    CustomerNo = table.Column<string>(type: "text", nullable: true),
                    CustomerName = table.Column<string>(type: "text", nullable: true),
                    OutputLotNo = table.Column<string>(type: "text", nullable: true),
                    RoutingRevision = table.Column<string>(type: "text", nullable: false),
                    BillRevision = table.Column<string>(type: "text", nullable: false),
                    ReceivedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    State = table.Column<string>(type: "text", nullable: false),
                    StartedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    CompletedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Turns = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_production_orders", x => x.No);
                });

            migrationBuilder.CreateTable(
                name: "production_reports",
                schema: "mes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    JobNo = table.Column<string>(type: "text", nullable: false),
                    OrderNo = table.Column<string>(type: "text", nullable: false),
                    OperationNo = table.Column<int>(type: "integer", nullable: false),
                    ItemNo = table.Column<string>(type: "text", nullable: false),
                    WorkCentreNo = table.Column<string>(type: "text", nullable: false),
                    Final = table.Column<bool>(type: "boolean", nullable: false),
                    Unit = table.Column<string>(type: "text", nullable: false),
                    Good = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Scrapped = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Rework = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    LotNo = table.Column<string>(type: "text", nullable: true),
                    SerialNos = table.Column<List<string>>(type: "text[]", nullable: false),
                    MachineNo = table.Column<string>(type: "text", nullable: true),
                    PersonNo = table.Column<string>(type: "text", nullable: true),
                    StationNo = table.Column<string>(type: "text", nullable: true),
                    Shift = table.Column<string>(type: "text", nullable: true),
                    ToolNo = table.Column<string>(type: "text", nullable: true),
                    Shots = table.Column<int>(type: "integer", nullable: false),
                    Note = table.Column<string>(type: "text", nullable: true),
                    Reverses = table.Column<Guid>(type: "uuid", nullable: true),
                    AtUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    CountsUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ReceivedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_production_reports", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "production_rules",
                schema: "mes",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    OverproductionPercent = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    LongestWorkHours = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_production_rules", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "reason_codes",
                schema: "mes",
                columns: table => new
                {
                    Kind = table.Column<string>(type: "text", nullable: false),
                    Code = table.Column<string>(type: "text", nullable: false),
                    TextEn = table.Column<string>(type: "text", nullable: false),
                    TextKo = table.Column<string>(type: "text", nullable: false),
                    Place = table.Column<int>(type: "integer", nullable: false),
                    Active = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reason_codes", x => new { x.Kind, x.Code });
                });

            migrationBuilder.CreateTable(
                name: "schedule_changes",
                schema: "mes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    OrderNo = table.Column<string>(type: "text", nullable: false),
                    QuantityBefore = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: true),
                    QuantityAsked = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: true),
                    DueUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Priority = table.Column<int>(type: "integer", nullable: true),
                    Cancelled = table.Column<bool>(type: "boolean", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: false),
                    Remark = table.Column<string>(type: "text", nullable: true),
                    AtUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ReceivedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_schedule_changes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "shift_closings",
                schema: "mes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    EquipmentNo = table.Column<string>(type: "text", nullable: false),
                    ShiftKey = table.Column<string>(type: "text", nullable: false),
                    StartUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    EndUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ByNumber = table.Column<string>(type: "text", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Figures = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_shift_closings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "shift_patterns",
                schema: "mes",
                columns: table => new
                {
                    No = table.Column<string>(type: "text", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Shifts = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_shift_patterns", x => x.No);
                });

            migrationBuilder.CreateTable(
                name: "state_intervals",
                schema: "mes",
                columns: table => new
                {
                    MachineNo = table.Column<string>(type: "text", nullable: false),
                    StartUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    EndUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    State = table.Column<string>(type: "text", nullable: false),
                    ReasonCode = table.Column<string>(type: "text", nullable: true),
                    ReasonSinceUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    MicroStop = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_state_intervals", x => new { x.MachineNo, x.StartUtc });
                });

            migrationBuilder.CreateTable(
                name: "lot_edges",
                schema: "mes",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    FromLotId = table.Column<long>(type: "bigint", nullable: false),
                    ToLotId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    Quantity = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    JobNo = table.Column<string>(type: "text", nullable: true),
                    ReportId = table.Column<Guid>(type: "uuid", nullable: false),
                    Reverses = table.Column<Guid>(type: "uuid", nullable: true),
                    Reversed = table.Column<bool>(type: "boolean", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lot_edges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_lot_edges_material_lots_FromLotId",
                        column: x => x.FromLotId,
                        principalSchema: "mes",
                        principalTable: "material_lots",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_lot_edges_material_lots_ToLotId",
                        column: x => x.ToLotId,
                        principalSchema: "mes",
                        principalTable: "material_lots",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "lot_places",
                schema: "mes",
                columns: table => new
                {
                    LotId = table.Column<long>(type: "bigint", nullable: false),
                    WorkCentreNo = table.Column<string>(type: "text", nullable: false),
                    Quantity = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lot_places", x => new { x.LotId, x.WorkCentreNo });
                    table.ForeignKey(
                        name: "FK_lot_places_material_lots_LotId",
                        column: x => x.LotId,
                        principalSchema: "mes",
                        principalTable: "material_lots",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "material_movements",
                schema: "mes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ReportId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    LotId = table.Column<long>(type: "bigint", nullable: true),
                    ItemNo = table.Column<string>(type: "text", nullable: false),
                    Revision = table.Column<string>(type: "text", nullable: false),
                    Unit = table.Column<string>(type: "text", nullable: false),
                    Quantity = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Store = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Line = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Consumed = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Produced = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Scrapped = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    WorkCentreNo = table.Column<string>(type: "text", nullable: true),
                    JobNo = table.Column<string>(type: "text", nullable: true),
                    Backflushed = table.Column<bool>(type: "boolean", nullable: false),
                    ReasonCode = table.Column<string>(type: "text", nullable: true),
                    Note = table.Column<string>(type: "text", nullable: true),
                    PersonNo = table.Column<string>(type: "text", nullable: true),
                    Reverses = table.Column<Guid>(type: "uuid", nullable: true),
                    Reversed = table.Column<bool>(type: "boolean", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    BookedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_material_movements", x => x.Id);
                    table.ForeignKey(
                        name: "FK_material_movements_material_lots_LotId",
                        column: x => x.LotId,
                        principalSchema: "mes",
                        principalTable: "material_lots",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "production_scrap",
                schema: "mes",
                columns: table => new
                {
                    ReportId = table.Column<Guid>(type: "uuid", nullable: false),
                    ReasonCode = table.Column<string>(type: "text", nullable: false),
                    Quantity = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_production_scrap", x => new { x.ReportId, x.ReasonCode });
                    table.ForeignKey(
                        name: "FK_production_scrap_production_reports_ReportId",
                        column: x => x.ReportId,
                        principalSchema: "mes",
                        principalTable: "production_reports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_audit_entries_AtUtc",
                schema: "mes",
                table: "audit_entries",
                column: "AtUtc");

            migrationBuilder.CreateIndex(
                name: "IX_audit_entries_CorrelationId",
                schema: "mes",
                table: "audit_entries",
                column: "CorrelationId");

            migrationBuilder.CreateIndex(
                name: "IX_audit_entries_Subject_SubjectKey",
                schema: "mes",
                table: "audit_entries",
                columns: new[] { "Subject", "SubjectKey" });

            migrationBuilder.CreateIndex(
                name: "IX_audit_seals_EntryId",
                schema: "mes",
                table: "audit_seals",
                column: "EntryId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_command_receipts_AtUtc",
                schema: "mes",
                table: "command_receipts",
                column: "AtUtc");

            migrationBuilder.CreateIndex(
                name: "IX_dispatch_changes_WorkCentreNo_SupersededUtc",
                schema: "mes",
                table: "dispatch_changes",
                columns: new[] { "WorkCentreNo", "SupersededUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_dispatch_places_OrderNo",
                schema: "mes",
                table: "dispatch_places",
                column: "OrderNo");

            migrationBuilder.CreateIndex(
                name: "IX_downtime_explanations_MachineNo_StartUtc",
                schema: "mes",
                table: "downtime_explanations",
                columns: new[] { "MachineNo", "StartUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_equipment_ParentNo",
                schema: "mes",
                table: "equipment",
                column: "ParentNo");

            migrationBuilder.CreateIndex(
                name: "IX_handovers_JobNo",
                schema: "mes",
                table: "handovers",
                column: "JobNo");

            migrationBuilder.CreateIndex(
                name: "IX_handovers_WorkCentreNo",
                schema: "mes",
                table: "handovers",
                column: "WorkCentreNo");

            migrationBuilder.CreateIndex(
                name: "IX_inbox_Source_Stream_Seq",
                schema: "mes",
                table: "inbox",
                columns: new[] { "Source", "Stream", "Seq" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_inbox_State_ReceivedUtc",
                schema: "mes",
                table: "inbox",
                columns: new[] { "State", "ReceivedUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_job_events_JobNo",
                schema: "mes",
                table: "job_events",
                column: "JobNo");

            migrationBuilder.CreateIndex(
                name: "IX_job_events_MachineNo_AtUtc",
                schema: "mes",
                table: "job_events",
                columns: new[] { "MachineNo", "AtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_job_events_OrderNo",
                schema: "mes",
                table: "job_events",
                column: "OrderNo");

            migrationBuilder.CreateIndex(
                name: "IX_job_orders_MachineNo_State",
                schema: "mes",
                table: "job_orders",
                columns: new[] { "MachineNo", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_job_orders_OrderNo",
                schema: "mes",
                table: "job_orders",
                column: "OrderNo");

            migrationBuilder.CreateIndex(
                name: "IX_job_orders_WorkCentreNo_State",
                schema: "mes",
                table: "job_orders",
                columns: new[] { "WorkCentreNo", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_labor_spans_JobNo_State",
                schema: "mes",
                table: "labor_spans",
                columns: new[] { "JobNo", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_labor_spans_OrderNo",
                schema: "mes",
                table: "labor_spans",
                column: "OrderNo");

            migrationBuilder.CreateIndex(
                name: "IX_labor_spans_PersonNo_State",
                schema: "mes",
                table: "labor_spans",
                columns: new[] { "PersonNo", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_lot_divergences_LotNo",
                schema: "mes",
                table: "lot_divergences",
                column: "LotNo");

            migrationBuilder.CreateIndex(
                name: "IX_lot_edges_FromLotId_Reversed_ToLotId",
                schema: "mes",
                table: "lot_edges",
                columns: new[] { "FromLotId", "Reversed", "ToLotId" });

            migrationBuilder.CreateIndex(
                name: "IX_lot_edges_ReportId",
                schema: "mes",
                table: "lot_edges",
                column: "ReportId");

            migrationBuilder.CreateIndex(
                name: "IX_lot_edges_ToLotId_Reversed_FromLotId",
                schema: "mes",
                table: "lot_edges",
                columns: new[] { "ToLotId", "Reversed", "FromLotId" });

            migrationBuilder.CreateIndex(
                name: "IX_lot_hold_confirmations_HoldId",
                schema: "mes",
                table: "lot_hold_confirmations",
                column: "HoldId");

            migrationBuilder.CreateIndex(
                name: "IX_lot_hold_members_LotNo",
                schema: "mes",
                table: "lot_hold_members",
                column: "LotNo");

            migrationBuilder.CreateIndex(
                name: "IX_lot_holds_LotNo",
                schema: "mes",
                table: "lot_holds",
                column: "LotNo");

            migrationBuilder.CreateIndex(
                name: "IX_lot_places_WorkCentreNo",
                schema: "mes",
                table: "lot_places",
                column: "WorkCentreNo");

            migrationBuilder.CreateIndex(
                name: "IX_machine_corrections_ClosingId",
                schema: "mes",
                table: "machine_corrections",
                column: "ClosingId");

            migrationBuilder.CreateIndex(
                name: "IX_machine_signals_MachineNo_AtUtc_Epoch_Seq",
                schema: "mes",
                table: "machine_signals",
                columns: new[] { "MachineNo", "AtUtc", "Epoch", "Seq" });

            migrationBuilder.CreateIndex(
                name: "IX_maintenance_stops_MachineNo_EndedUtc",
                schema: "mes",
                table: "maintenance_stops",
                columns: new[] { "MachineNo", "EndedUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_material_lots_InLotNo",
                schema: "mes",
                table: "material_lots",
                column: "InLotNo");

            migrationBuilder.CreateIndex(
                name: "IX_material_lots_ItemNo",
                schema: "mes",
                table: "material_lots",
                column: "ItemNo");

            migrationBuilder.CreateIndex(
                name: "IX_material_lots_No",
                schema: "mes",
                table: "material_lots",
                column: "No",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_material_lots_OrderNo",
                schema: "mes",
                table: "material_lots",
                column: "OrderNo");

            migrationBuilder.CreateIndex(
                name: "IX_material_lots_SupplierLotNo",
                schema: "mes",
                table: "material_lots",
                column: "SupplierLotNo");

            migrationBuilder.CreateIndex(
                name: "IX_material_movements_JobNo_ItemNo",
                schema: "mes",
                table: "material_movements",
                columns: new[] { "JobNo", "ItemNo" });

            migrationBuilder.CreateIndex(
                name: "IX_material_movements_LotId",
                schema: "mes",
                table: "material_movements",
                column: "LotId");

            migrationBuilder.CreateIndex(
                name: "IX_material_movements_ReportId",
                schema: "mes",
                table: "material_movements",
                column: "ReportId");

            migrationBuilder.CreateIndex(
                name: "IX_material_warnings_JobNo",
                schema: "mes",
                table: "material_warnings",
                column: "JobNo");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_Announced_Id",
                schema: "mes",
                table: "outbox",
                columns: new[] { "Announced", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_outbox_DeliveredUtc_Id",
                schema: "mes",
                table: "outbox",
                columns: new[] { "DeliveredUtc", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_outbox_Destination_Stream_Seq",
                schema: "mes",
                table: "outbox",
                columns: new[] { "Destination", "Stream", "Seq" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_outbox_MessageId",
                schema: "mes",
                table: "outbox",
                column: "MessageId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_person_skills_SkillCode",
                schema: "mes",
                table: "person_skills",
                column: "SkillCode");

            migrationBuilder.CreateIndex(
                name: "IX_production_reports_CountsUtc",
                schema: "mes",
                table: "production_reports",
                column: "CountsUtc");

            migrationBuilder.CreateIndex(
                name: "IX_production_reports_JobNo",
                schema: "mes",
                table: "production_reports",
                column: "JobNo");

            migrationBuilder.CreateIndex(
                name: "IX_production_reports_MachineNo_CountsUtc",
                schema: "mes",
                table: "production_reports",
                columns: new[] { "MachineNo", "CountsUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_production_reports_OrderNo",
                schema: "mes",
                table: "production_reports",
                column: "OrderNo");

            migrationBuilder.CreateIndex(
                name: "IX_production_reports_Reverses",
                schema: "mes",
                table: "production_reports",
                column: "Reverses",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_schedule_changes_OrderNo",
                schema: "mes",
                table: "schedule_changes",
                column: "OrderNo");

            migrationBuilder.CreateIndex(
                name: "IX_shift_closings_EndUtc",
                schema: "mes",
                table: "shift_closings",
                column: "EndUtc");

            migrationBuilder.CreateIndex(
                name: "IX_shift_closings_EquipmentNo_ShiftKey",
                schema: "mes",
                table: "shift_closings",
                columns: new[] { "EquipmentNo", "ShiftKey" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "agent_streams",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "audit_entries",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "audit_seals",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "calendar_assignments",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "calendar_exceptions",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "command_receipts",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "count_minutes",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "cycle_times",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "dispatch_changes",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "dispatch_places",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "downtime_explanations",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "equipment",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "handovers",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "inbox",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "inbox_links",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "inbox_streams",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "job_events",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "job_materials",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "job_orders",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "labor_spans",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "lot_divergences",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "lot_edges",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "lot_hold_confirmations",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "lot_hold_members",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "lot_holds",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "lot_places",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "lots_asked",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "machine_corrections",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "machine_signals",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "machine_turns",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "maintenance_stops",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "material_definitions",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "material_movements",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "material_warnings",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "outbox",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "outbox_streams",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "person_skills",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "plant_settings",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "production_orders",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "production_rules",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "production_scrap",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "reason_codes",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "schedule_changes",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "shift_closings",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "shift_patterns",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "state_intervals",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "material_lots",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "production_reports",
                schema: "mes");
        }
    }
}
