using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tactus.Storage.Sqlite.Migrations.Mes
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "agent_streams",
                columns: table => new
                {
                    Agent = table.Column<string>(type: "TEXT", nullable: false),
                    Epoch = table.Column<long>(type: "INTEGER", nullable: false),
                    Runs = table.Column<string>(type: "TEXT", nullable: false),
                    ContiguousSeq = table.Column<long>(type: "INTEGER", nullable: true),
                    HighestSeq = table.Column<long>(type: "INTEGER", nullable: false),
                    FirstReceivedUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    LastReceivedUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    LagMilliseconds = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_agent_streams", x => new { x.Agent, x.Epoch });
                });

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
                name: "calendar_assignments",
                columns: table => new
                {
                    EquipmentNo = table.Column<string>(type: "TEXT", nullable: false),
                    FromDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    PatternNo = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_calendar_assignments", x => new { x.EquipmentNo, x.FromDate });
                });

            migrationBuilder.CreateTable(
                name: "calendar_exceptions",
                columns: table => new
                {
                    EquipmentNo = table.Column<string>(type: "TEXT", nullable: false),
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Shifts = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_calendar_exceptions", x => new { x.EquipmentNo, x.Date, x.Kind });
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
                name: "count_minutes",
                columns: table => new
                {
                    MachineNo = table.Column<string>(type: "TEXT", nullable: false),
                    MinuteUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    Counted = table.Column<long>(type: "INTEGER", nullable: false),
                    Good = table.Column<long>(type: "INTEGER", nullable: false),
                    Scrap = table.Column<long>(type: "INTEGER", nullable: false),
                    Resets = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_count_minutes", x => new { x.MachineNo, x.MinuteUtc });
                });

            migrationBuilder.CreateTable(
                name: "cycle_times",
                columns: table => new
                {
                    MachineNo = table.Column<string>(type: "TEXT", nullable: false),
                    ItemNo = table.Column<string>(type: "TEXT", nullable: false),
                    Seconds = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cycle_times", x => new { x.MachineNo, x.ItemNo });
                });

            migrationBuilder.CreateTable(
                name: "dispatch_changes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    WorkCentreNo = table.Column<string>(type: "TEXT", nullable: false),
                    Before = table.Column<string>(type: "TEXT", nullable: false),
                    After = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    PersonNo = table.Column<string>(type: "TEXT", nullable: false),
                    AtUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    SupersededUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_dispatch_changes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "dispatch_places",
                columns: table => new
                {
                    WorkCentreNo = table.Column<string>(type: "TEXT", nullable: false),
                    OrderNo = table.Column<string>(type: "TEXT", nullable: false),
                    OperationNo = table.Column<int>(type: "INTEGER", nullable: false),
                    Rank = table.Column<int>(type: "INTEGER", nullable: false),
                    StartUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    ScheduleVersion = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_dispatch_places", x => new { x.WorkCentreNo, x.OrderNo, x.OperationNo });
                });

            migrationBuilder.CreateTable(
                name: "downtime_explanations",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    MachineNo = table.Column<string>(type: "TEXT", nullable: false),
                    StartUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    EndUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    FromStart = table.Column<bool>(type: "INTEGER", nullable: false),
                    ReasonCode = table.Column<string>(type: "TEXT", nullable: false),
                    Note = table.Column<string>(type: "TEXT", nullable: true),
                    ByNumber = table.Column<string>(type: "TEXT", nullable: false),
                    AtUtc = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_downtime_explanations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "equipment",
                columns: table => new
                {
                    No = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Level = table.Column<string>(type: "TEXT", nullable: false),
                    ParentNo = table.Column<string>(type: "TEXT", nullable: true),
                    Active = table.Column<bool>(type: "INTEGER", nullable: false),
                    CycleSeconds = table.Column<long>(type: "INTEGER", nullable: true),
                    MicroStopSeconds = table.Column<int>(type: "INTEGER", nullable: false),
                    PartsPerCount = table.Column<long>(type: "INTEGER", nullable: false),
                    SilenceSeconds = table.Column<int>(type: "INTEGER", nullable: false),
                    AgentName = table.Column<string>(type: "TEXT", nullable: true),
                    CounterModulus = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_equipment", x => x.No);
                });

            migrationBuilder.CreateTable(
                name: "handovers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    JobNo = table.Column<string>(type: "TEXT", nullable: false),
                    WorkCentreNo = table.Column<string>(type: "TEXT", nullable: false),
                    Note = table.Column<string>(type: "TEXT", nullable: false),
                    FromPerson = table.Column<string>(type: "TEXT", nullable: false),
                    AtUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    ReadBy = table.Column<string>(type: "TEXT", nullable: true),
                    ReadUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_handovers", x => x.Id);
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
                name: "job_events",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    JobNo = table.Column<string>(type: "TEXT", nullable: false),
                    OrderNo = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Quantity = table.Column<long>(type: "INTEGER", nullable: true),
                    MachineNo = table.Column<string>(type: "TEXT", nullable: true),
                    PersonNo = table.Column<string>(type: "TEXT", nullable: true),
                    ReasonCode = table.Column<string>(type: "TEXT", nullable: true),
                    Note = table.Column<string>(type: "TEXT", nullable: true),
                    AtUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    ReceivedUtc = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_job_events", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "job_materials",
                columns: table => new
                {
                    JobNo = table.Column<string>(type: "TEXT", nullable: false),
                    ItemNo = table.Column<string>(type: "TEXT", nullable: false),
                    Revision = table.Column<string>(type: "TEXT", nullable: false),
                    Unit = table.Column<string>(type: "TEXT", nullable: false),
                    Quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    PerUnit = table.Column<long>(type: "INTEGER", nullable: false),
                    Tracking = table.Column<int>(type: "INTEGER", nullable: false),
                    Backflush = table.Column<bool>(type: "INTEGER", nullable: false),
                    Consumed = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_job_materials", x => new { x.JobNo, x.ItemNo });
                });

            migrationBuilder.CreateTable(
                name: "job_orders",
                columns: table => new
                {
                    No = table.Column<string>(type: "TEXT", nullable: false),
                    OrderNo = table.Column<string>(type: "TEXT", nullable: false),
                    OperationNo = table.Column<int>(type: "INTEGER", nullable: false),
                    Description = table.Column<string>(type: "TEXT", nullable: false),
                    ItemNo = table.Column<string>(type: "TEXT", nullable: false),
                    Revision = table.Column<string>(type: "TEXT", nullable: false),
                    WorkCentreNo = table.Column<string>(type: "TEXT", nullable: false),
                    MachineNo = table.Column<string>(type: "TEXT", nullable: true),
                    Predecessors = table.Column<string>(type: "TEXT", nullable: false),
                    Skills = table.Column<string>(type: "TEXT", nullable: false),
                    SetupSeconds = table.Column<long>(type: "INTEGER", nullable: false),
                    RunSecondsPerUnit = table.Column<long>(type: "INTEGER", nullable: false),
                    OverlapQuantity = table.Column<long>(type: "INTEGER", nullable: true),
                    YieldPercent = table.Column<long>(type: "INTEGER", nullable: false),
                    Backflush = table.Column<bool>(type: "INTEGER", nullable: false),
                    SerialsHere = table.Column<bool>(type: "INTEGER", nullable: false),
                    ToolNo = table.Column<string>(type: "TEXT", nullable: true),
                    Last = table.Column<bool>(type: "INTEGER", nullable: false),
                    Unit = table.Column<string>(type: "TEXT", nullable: false),
                    Planned = table.Column<long>(type: "INTEGER", nullable: false),
                    ToStart = table.Column<long>(type: "INTEGER", nullable: false),
                    Started = table.Column<long>(type: "INTEGER", nullable: false),
                    Good = table.Column<long>(type: "INTEGER", nullable: false),
                    Scrapped = table.Column<long>(type: "INTEGER", nullable: false),
                    Rework = table.Column<long>(type: "INTEGER", nullable: false),
                    InProcess = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Rank = table.Column<int>(type: "INTEGER", nullable: true),
                    BatchId = table.Column<Guid>(type: "TEXT", nullable: true),
                    StartedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    CompletedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_job_orders", x => x.No);
                });

            migrationBuilder.CreateTable(
                name: "labor_spans",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonNo = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    JobNo = table.Column<string>(type: "TEXT", nullable: true),
                    OrderNo = table.Column<string>(type: "TEXT", nullable: true),
                    OperationNo = table.Column<int>(type: "INTEGER", nullable: true),
                    Activity = table.Column<string>(type: "TEXT", nullable: true),
                    WorkCentreNo = table.Column<string>(type: "TEXT", nullable: true),
                    StationNo = table.Column<string>(type: "TEXT", nullable: true),
                    StartUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    EndUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    SettledUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    Seconds = table.Column<long>(type: "INTEGER", nullable: false),
                    SliceUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    SliceSeconds = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    ConfirmedBy = table.Column<string>(type: "TEXT", nullable: true),
                    ConfirmReason = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_labor_spans", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "lot_divergences",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    LotNo = table.Column<string>(type: "TEXT", nullable: false),
                    HoldId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    PlantSays = table.Column<string>(type: "TEXT", nullable: false),
                    BusinessSays = table.Column<string>(type: "TEXT", nullable: false),
                    FirstSeenUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    LastSeenUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    Times = table.Column<int>(type: "INTEGER", nullable: false),
                    ResolvedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lot_divergences", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "lot_hold_confirmations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    HoldId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Released = table.Column<bool>(type: "INTEGER", nullable: false),
                    Blocked = table.Column<string>(type: "TEXT", nullable: false),
                    ReservationsBroken = table.Column<string>(type: "TEXT", nullable: false),
                    Shipped = table.Column<string>(type: "TEXT", nullable: false),
                    AtUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    ReceivedUtc = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lot_hold_confirmations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "lot_hold_members",
                columns: table => new
                {
                    HoldId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LotNo = table.Column<string>(type: "TEXT", nullable: false),
                    Late = table.Column<bool>(type: "INTEGER", nullable: false),
                    CoveredUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    Ended = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lot_hold_members", x => new { x.HoldId, x.LotNo });
                });

            migrationBuilder.CreateTable(
                name: "lot_holds",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    LotNo = table.Column<string>(type: "TEXT", nullable: false),
                    ReasonCode = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    HeldBy = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Lots = table.Column<int>(type: "INTEGER", nullable: false),
                    Severity = table.Column<int>(type: "INTEGER", nullable: false),
                    AtUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    ConfirmedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    ReleaseReason = table.Column<string>(type: "TEXT", nullable: true),
                    ReleaseAskedBy = table.Column<string>(type: "TEXT", nullable: true),
                    ReleaseAskedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    ReleaseApprovedBy = table.Column<string>(type: "TEXT", nullable: true),
                    EndedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lot_holds", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "lots_asked",
                columns: table => new
                {
                    LotNo = table.Column<string>(type: "TEXT", nullable: false),
                    RequestId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AskedUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    AnsweredUtc = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lots_asked", x => x.LotNo);
                });

            migrationBuilder.CreateTable(
                name: "machine_corrections",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ClosingId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MachineNo = table.Column<string>(type: "TEXT", nullable: false),
                    ShiftKey = table.Column<string>(type: "TEXT", nullable: false),
                    Cause = table.Column<string>(type: "TEXT", nullable: false),
                    Signals = table.Column<int>(type: "INTEGER", nullable: false),
                    FirstUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    LastUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    ReceivedUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    ByNumber = table.Column<string>(type: "TEXT", nullable: false),
                    Before = table.Column<string>(type: "TEXT", nullable: false),
                    After = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_machine_corrections", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "machine_signals",
                columns: table => new
                {
                    Agent = table.Column<string>(type: "TEXT", nullable: false),
                    Epoch = table.Column<long>(type: "INTEGER", nullable: false),
                    Seq = table.Column<long>(type: "INTEGER", nullable: false),
                    MachineNo = table.Column<string>(type: "TEXT", nullable: false),
                    AtUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: true),
                    ReasonCode = table.Column<string>(type: "TEXT", nullable: true),
                    Good = table.Column<long>(type: "INTEGER", nullable: true),
                    Scrap = table.Column<long>(type: "INTEGER", nullable: true),
                    Count = table.Column<long>(type: "INTEGER", nullable: true),
                    ReceivedUtc = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_machine_signals", x => new { x.Agent, x.Epoch, x.Seq });
                });

            migrationBuilder.CreateTable(
                name: "machine_turns",
                columns: table => new
                {
                    MachineNo = table.Column<string>(type: "TEXT", nullable: false),
                    Turns = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_machine_turns", x => x.MachineNo);
                });

            migrationBuilder.CreateTable(
                name: "maintenance_stops",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    MachineNo = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    SinceUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    UntilUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    ByNumber = table.Column<string>(type: "TEXT", nullable: false),
                    EndedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedByNumber = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_maintenance_stops", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "material_definitions",
                columns: table => new
                {
                    ItemNo = table.Column<string>(type: "TEXT", nullable: false),
                    Description = table.Column<string>(type: "TEXT", nullable: false),
                    Unit = table.Column<string>(type: "TEXT", nullable: false),
                    Revision = table.Column<string>(type: "TEXT", nullable: false),
                    Tracking = table.Column<string>(type: "TEXT", nullable: false),
                    ShelfLifeDays = table.Column<int>(type: "INTEGER", nullable: true),
                    Active = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_material_definitions", x => x.ItemNo);
                });

            migrationBuilder.CreateTable(
                name: "material_lots",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    No = table.Column<string>(type: "TEXT", nullable: false),
                    ItemNo = table.Column<string>(type: "TEXT", nullable: false),
                    Revision = table.Column<string>(type: "TEXT", nullable: false),
                    Unit = table.Column<string>(type: "TEXT", nullable: false),
                    Serial = table.Column<bool>(type: "INTEGER", nullable: false),
                    Wip = table.Column<bool>(type: "INTEGER", nullable: false),
                    InLotNo = table.Column<string>(type: "TEXT", nullable: true),
                    Status = table.Column<string>(type: "TEXT", nullable: false),
                    OrderNo = table.Column<string>(type: "TEXT", nullable: true),
                    SupplierNo = table.Column<string>(type: "TEXT", nullable: true),
                    SupplierLotNo = table.Column<string>(type: "TEXT", nullable: true),
                    ExpiresOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    BornUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    InStore = table.Column<long>(type: "INTEGER", nullable: false),
                    AtLine = table.Column<long>(type: "INTEGER", nullable: false),
                    Consumed = table.Column<long>(type: "INTEGER", nullable: false),
                    Produced = table.Column<long>(type: "INTEGER", nullable: false),
                    Scrapped = table.Column<long>(type: "INTEGER", nullable: false),
                    EdgesOut = table.Column<int>(type: "INTEGER", nullable: false),
                    Holds = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_material_lots", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "material_warnings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    JobNo = table.Column<string>(type: "TEXT", nullable: false),
                    ItemNo = table.Column<string>(type: "TEXT", nullable: false),
                    LotNo = table.Column<string>(type: "TEXT", nullable: true),
                    Quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    Unit = table.Column<string>(type: "TEXT", nullable: false),
                    ReportId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AtUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    SettledNote = table.Column<string>(type: "TEXT", nullable: true),
                    SettledUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_material_warnings", x => x.Id);
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
                name: "person_skills",
                columns: table => new
                {
                    PersonNo = table.Column<string>(type: "TEXT", nullable: false),
                    SkillCode = table.Column<string>(type: "TEXT", nullable: false),
                    ValidUntilUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    Active = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_person_skills", x => new { x.PersonNo, x.SkillCode });
                });

            migrationBuilder.CreateTable(
                name: "plant_settings",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Value = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plant_settings", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "production_orders",
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
                    CustomerNo = table.Column<string>(type: "TEXT", nullable: true),
                    CustomerName = table.Column<string>(type: "TEXT", nullable: true),
                    OutputLotNo = table.Column<string>(type: "TEXT", nullable: true),
                    RoutingRevision = table.Column<string>(type: "TEXT", nullable: false),
                    BillRevision = table.Column<string>(type: "TEXT", nullable: false),
                    ReceivedUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    StartedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    CompletedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    Turns = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_production_orders", x => x.No);
                });

            migrationBuilder.CreateTable(
                name: "production_reports",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    JobNo = table.Column<string>(type: "TEXT", nullable: false),
                    OrderNo = table.Column<string>(type: "TEXT", nullable: false),
                    OperationNo = table.Column<int>(type: "INTEGER", nullable: false),
                    ItemNo = table.Column<string>(type: "TEXT", nullable: false),
                    WorkCentreNo = table.Column<string>(type: "TEXT", nullable: false),
                    Final = table.Column<bool>(type: "INTEGER", nullable: false),
                    Unit = table.Column<string>(type: "TEXT", nullable: false),
                    Good = table.Column<long>(type: "INTEGER", nullable: false),
                    Scrapped = table.Column<long>(type: "INTEGER", nullable: false),
                    Rework = table.Column<long>(type: "INTEGER", nullable: false),
                    LotNo = table.Column<string>(type: "TEXT", nullable: true),
                    SerialNos = table.Column<string>(type: "TEXT", nullable: false),
                    MachineNo = table.Column<string>(type: "TEXT", nullable: true),
                    PersonNo = table.Column<string>(type: "TEXT", nullable: true),
                    StationNo = table.Column<string>(type: "TEXT", nullable: true),
                    Shift = table.Column<string>(type: "TEXT", nullable: true),
                    ToolNo = table.Column<string>(type: "TEXT", nullable: true),
                    Shots = table.Column<int>(type: "INTEGER", nullable: false),
                    Note = table.Column<string>(type: "TEXT", nullable: true),
                    Reverses = table.Column<Guid>(type: "TEXT", nullable: true),
                    AtUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    CountsUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    ReceivedUtc = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_production_reports", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "production_rules",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    OverproductionPercent = table.Column<long>(type: "INTEGER", nullable: false),
                    LongestWorkHours = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_production_rules", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "reason_codes",
                columns: table => new
                {
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    TextEn = table.Column<string>(type: "TEXT", nullable: false),
                    TextKo = table.Column<string>(type: "TEXT", nullable: false),
                    Place = table.Column<int>(type: "INTEGER", nullable: false),
                    Active = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reason_codes", x => new { x.Kind, x.Code });
                });

            migrationBuilder.CreateTable(
                name: "schedule_changes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrderNo = table.Column<string>(type: "TEXT", nullable: false),
                    QuantityBefore = table.Column<long>(type: "INTEGER", nullable: true),
                    QuantityAsked = table.Column<long>(type: "INTEGER", nullable: true),
                    DueUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    Priority = table.Column<int>(type: "INTEGER", nullable: true),
                    Cancelled = table.Column<bool>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    Remark = table.Column<string>(type: "TEXT", nullable: true),
                    AtUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    ReceivedUtc = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_schedule_changes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "shift_closings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    EquipmentNo = table.Column<string>(type: "TEXT", nullable: false),
                    ShiftKey = table.Column<string>(type: "TEXT", nullable: false),
                    StartUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    EndUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    ByNumber = table.Column<string>(type: "TEXT", nullable: false),
                    AtUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    Figures = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_shift_closings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "shift_patterns",
                columns: table => new
                {
                    No = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Shifts = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_shift_patterns", x => x.No);
                });

            migrationBuilder.CreateTable(
                name: "state_intervals",
                columns: table => new
                {
                    MachineNo = table.Column<string>(type: "TEXT", nullable: false),
                    StartUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    EndUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    ReasonCode = table.Column<string>(type: "TEXT", nullable: true),
                    ReasonSinceUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    MicroStop = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_state_intervals", x => new { x.MachineNo, x.StartUtc });
                });

            migrationBuilder.CreateTable(
                name: "lot_edges",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    FromLotId = table.Column<long>(type: "INTEGER", nullable: false),
                    ToLotId = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    JobNo = table.Column<string>(type: "TEXT", nullable: true),
                    ReportId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reverses = table.Column<Guid>(type: "TEXT", nullable: true),
                    Reversed = table.Column<bool>(type: "INTEGER", nullable: false),
                    AtUtc = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lot_edges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_lot_edges_material_lots_FromLotId",
                        column: x => x.FromLotId,
                        principalTable: "material_lots",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_lot_edges_material_lots_ToLotId",
                        column: x => x.ToLotId,
                        principalTable: "material_lots",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "lot_places",
                columns: table => new
                {
                    LotId = table.Column<long>(type: "INTEGER", nullable: false),
                    WorkCentreNo = table.Column<string>(type: "TEXT", nullable: false),
                    Quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lot_places", x => new { x.LotId, x.WorkCentreNo });
                    table.ForeignKey(
                        name: "FK_lot_places_material_lots_LotId",
                        column: x => x.LotId,
                        principalTable: "material_lots",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "material_movements",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReportId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    LotId = table.Column<long>(type: "INTEGER", nullable: true),
                    ItemNo = table.Column<string>(type: "TEXT", nullable: false),
                    Revision = table.Column<string>(type: "TEXT", nullable: false),
                    Unit = table.Column<string>(type: "TEXT", nullable: false),
                    Quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    Store = table.Column<long>(type: "INTEGER", nullable: false),
                    Line = table.Column<long>(type: "INTEGER", nullable: false),
                    Consumed = table.Column<long>(type: "INTEGER", nullable: false),
                    Produced = table.Column<long>(type: "INTEGER", nullable: false),
                    Scrapped = table.Column<long>(type: "INTEGER", nullable: false),
                    WorkCentreNo = table.Column<string>(type: "TEXT", nullable: true),
                    JobNo = table.Column<string>(type: "TEXT", nullable: true),
                    Backflushed = table.Column<bool>(type: "INTEGER", nullable: false),
                    ReasonCode = table.Column<string>(type: "TEXT", nullable: true),
                    Note = table.Column<string>(type: "TEXT", nullable: true),
                    PersonNo = table.Column<string>(type: "TEXT", nullable: true),
                    Reverses = table.Column<Guid>(type: "TEXT", nullable: true),
                    Reversed = table.Column<bool>(type: "INTEGER", nullable: false),
                    AtUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    BookedUtc = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_material_movements", x => x.Id);
                    table.ForeignKey(
                        name: "FK_material_movements_material_lots_LotId",
                        column: x => x.LotId,
                        principalTable: "material_lots",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "production_scrap",
                columns: table => new
                {
                    ReportId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReasonCode = table.Column<string>(type: "TEXT", nullable: false),
                    Quantity = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_production_scrap", x => new { x.ReportId, x.ReasonCode });
                    table.ForeignKey(
                        name: "FK_production_scrap_production_reports_ReportId",
                        column: x => x.ReportId,
                        principalTable: "production_reports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
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
                name: "IX_command_receipts_AtUtc",
                table: "command_receipts",
                column: "AtUtc");

            migrationBuilder.CreateIndex(
                name: "IX_dispatch_changes_WorkCentreNo_SupersededUtc",
                table: "dispatch_changes",
                columns: new[] { "WorkCentreNo", "SupersededUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_dispatch_places_OrderNo",
                table: "dispatch_places",
                column: "OrderNo");

            migrationBuilder.CreateIndex(
                name: "IX_downtime_explanations_MachineNo_StartUtc",
                table: "downtime_explanations",
                columns: new[] { "MachineNo", "StartUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_equipment_ParentNo",
                table: "equipment",
                column: "ParentNo");

            migrationBuilder.CreateIndex(
                name: "IX_handovers_JobNo",
                table: "handovers",
                column: "JobNo");

            migrationBuilder.CreateIndex(
                name: "IX_handovers_WorkCentreNo",
                table: "handovers",
                column: "WorkCentreNo");

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
                name: "IX_job_events_JobNo",
                table: "job_events",
                column: "JobNo");

            migrationBuilder.CreateIndex(
                name: "IX_job_events_MachineNo_AtUtc",
                table: "job_events",
                columns: new[] { "MachineNo", "AtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_job_events_OrderNo",
                table: "job_events",
                column: "OrderNo");

            migrationBuilder.CreateIndex(
                name: "IX_job_orders_MachineNo_State",
                table: "job_orders",
                columns: new[] { "MachineNo", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_job_orders_OrderNo",
                table: "job_orders",
                column: "OrderNo");

            migrationBuilder.CreateIndex(
                name: "IX_job_orders_WorkCentreNo_State",
                table: "job_orders",
                columns: new[] { "WorkCentreNo", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_labor_spans_JobNo_State",
                table: "labor_spans",
                columns: new[] { "JobNo", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_labor_spans_OrderNo",
                table: "labor_spans",
                column: "OrderNo");

            migrationBuilder.CreateIndex(
                name: "IX_labor_spans_PersonNo_State",
                table: "labor_spans",
                columns: new[] { "PersonNo", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_lot_divergences_LotNo",
                table: "lot_divergences",
                column: "LotNo");

            migrationBuilder.CreateIndex(
                name: "IX_lot_edges_FromLotId_Reversed_ToLotId",
                table: "lot_edges",
                columns: new[] { "FromLotId", "Reversed", "ToLotId" });

            migrationBuilder.CreateIndex(
                name: "IX_lot_edges_ReportId",
                table: "lot_edges",
                column: "ReportId");

            migrationBuilder.CreateIndex(
                name: "IX_lot_edges_ToLotId_Reversed_FromLotId",
                table: "lot_edges",
                columns: new[] { "ToLotId", "Reversed", "FromLotId" });

            migrationBuilder.CreateIndex(
                name: "IX_lot_hold_confirmations_HoldId",
                table: "lot_hold_confirmations",
                column: "HoldId");

            migrationBuilder.CreateIndex(
                name: "IX_lot_hold_members_LotNo",
                table: "lot_hold_members",
                column: "LotNo");

            migrationBuilder.CreateIndex(
                name: "IX_lot_holds_LotNo",
                table: "lot_holds",
                column: "LotNo");

            migrationBuilder.CreateIndex(
                name: "IX_lot_places_WorkCentreNo",
                table: "lot_places",
                column: "WorkCentreNo");

            migrationBuilder.CreateIndex(
                name: "IX_machine_corrections_ClosingId",
                table: "machine_corrections",
                column: "ClosingId");

            migrationBuilder.CreateIndex(
                name: "IX_machine_signals_MachineNo_AtUtc_Epoch_Seq",
                table: "machine_signals",
                columns: new[] { "MachineNo", "AtUtc", "Epoch", "Seq" });

            migrationBuilder.CreateIndex(
                name: "IX_maintenance_stops_MachineNo_EndedUtc",
                table: "maintenance_stops",
                columns: new[] { "MachineNo", "EndedUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_material_lots_InLotNo",
                table: "material_lots",
                column: "InLotNo");

            migrationBuilder.CreateIndex(
                name: "IX_material_lots_ItemNo",
                table: "material_lots",
                column: "ItemNo");

            migrationBuilder.CreateIndex(
                name: "IX_material_lots_No",
                table: "material_lots",
                column: "No",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_material_lots_OrderNo",
                table: "material_lots",
                column: "OrderNo");

            migrationBuilder.CreateIndex(
                name: "IX_material_lots_SupplierLotNo",
                table: "material_lots",
                column: "SupplierLotNo");

            migrationBuilder.CreateIndex(
                name: "IX_material_movements_JobNo_ItemNo",
                table: "material_movements",
                columns: new[] { "JobNo", "ItemNo" });

            migrationBuilder.CreateIndex(
                name: "IX_material_movements_LotId",
                table: "material_movements",
                column: "LotId");

            migrationBuilder.CreateIndex(
                name: "IX_material_movements_ReportId",
                table: "material_movements",
                column: "ReportId");

            migrationBuilder.CreateIndex(
                name: "IX_material_warnings_JobNo",
                table: "material_warnings",
                column: "JobNo");

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
                name: "IX_person_skills_SkillCode",
                table: "person_skills",
                column: "SkillCode");

            migrationBuilder.CreateIndex(
                name: "IX_production_reports_CountsUtc",
                table: "production_reports",
                column: "CountsUtc");

            migrationBuilder.CreateIndex(
                name: "IX_production_reports_JobNo",
                table: "production_reports",
                column: "JobNo");

            migrationBuilder.CreateIndex(
                name: "IX_production_reports_MachineNo_CountsUtc",
                table: "production_reports",
                columns: new[] { "MachineNo", "CountsUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_production_reports_OrderNo",
                table: "production_reports",
                column: "OrderNo");

            migrationBuilder.CreateIndex(
                name: "IX_production_reports_Reverses",
                table: "production_reports",
                column: "Reverses",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_schedule_changes_OrderNo",
                table: "schedule_changes",
                column: "OrderNo");

            migrationBuilder.CreateIndex(
                name: "IX_shift_closings_EndUtc",
                table: "shift_closings",
                column: "EndUtc");

            migrationBuilder.CreateIndex(
                name: "IX_shift_closings_EquipmentNo_ShiftKey",
                table: "shift_closings",
                columns: new[] { "EquipmentNo", "ShiftKey" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "agent_streams");

            migrationBuilder.DropTable(
                name: "audit_entries");

            migrationBuilder.DropTable(
                name: "audit_seals");

            migrationBuilder.DropTable(
                name: "calendar_assignments");

            migrationBuilder.DropTable(
                name: "calendar_exceptions");

            migrationBuilder.DropTable(
                name: "command_receipts");

            migrationBuilder.DropTable(
                name: "count_minutes");

            migrationBuilder.DropTable(
                name: "cycle_times");

            migrationBuilder.DropTable(
                name: "dispatch_changes");

            migrationBuilder.DropTable(
                name: "dispatch_places");

            migrationBuilder.DropTable(
                name: "downtime_explanations");

            migrationBuilder.DropTable(
                name: "equipment");

            migrationBuilder.DropTable(
                name: "handovers");

            migrationBuilder.DropTable(
                name: "inbox");

            migrationBuilder.DropTable(
                name: "inbox_links");

            migrationBuilder.DropTable(
                name: "inbox_streams");

            migrationBuilder.DropTable(
                name: "job_events");

            migrationBuilder.DropTable(
                name: "job_materials");

            migrationBuilder.DropTable(
                name: "job_orders");

            migrationBuilder.DropTable(
                name: "labor_spans");

            migrationBuilder.DropTable(
                name: "lot_divergences");

            migrationBuilder.DropTable(
                name: "lot_edges");

            migrationBuilder.DropTable(
                name: "lot_hold_confirmations");

            migrationBuilder.DropTable(
                name: "lot_hold_members");

            migrationBuilder.DropTable(
                name: "lot_holds");

            migrationBuilder.DropTable(
                name: "lot_places");

            migrationBuilder.DropTable(
                name: "lots_asked");

            migrationBuilder.DropTable(
                name: "machine_corrections");

            migrationBuilder.DropTable(
                name: "machine_signals");

            migrationBuilder.DropTable(
                name: "machine_turns");

            migrationBuilder.DropTable(
                name: "maintenance_stops");

            migrationBuilder.DropTable(
                name: "material_definitions");

            migrationBuilder.DropTable(
                name: "material_movements");

            migrationBuilder.DropTable(
                name: "material_warnings");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "outbox_streams");

            migrationBuilder.DropTable(
                name: "person_skills");

            migrationBuilder.DropTable(
                name: "plant_settings");

            migrationBuilder.DropTable(
                name: "production_orders");

            migrationBuilder.DropTable(
                name: "production_rules");

            migrationBuilder.DropTable(
                name: "production_scrap");

            migrationBuilder.DropTable(
                name: "reason_codes");

            migrationBuilder.DropTable(
                name: "schedule_changes");

            migrationBuilder.DropTable(
                name: "shift_closings");

            migrationBuilder.DropTable(
                name: "shift_patterns");

            migrationBuilder.DropTable(
                name: "state_intervals");

            migrationBuilder.DropTable(
                name: "material_lots");

            migrationBuilder.DropTable(
                name: "production_reports");
        }
    }
}
