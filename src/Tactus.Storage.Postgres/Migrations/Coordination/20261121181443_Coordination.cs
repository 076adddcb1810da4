using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Tactus.Storage.Postgres.Migrations.Coordination
{
    /// <inheritdoc />
    public partial class Coordination : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "coordination");

            migrationBuilder.CreateTable(
                name: "audit_entries",
                schema: "coordination",
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
                schema: "coordination",
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
                name: "availability_answers",
                schema: "coordination",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    RequestId = table.Column<Guid>(type: "uuid", nullable: false),
                    AskedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    FromUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ToUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Answered = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_availability_answers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "command_receipts",
                schema: "coordination",
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
                name: "decisions",
                schema: "coordination",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    DisruptionNo = table.Column<string>(type: "text", nullable: false),
                    OptionId = table.Column<Guid>(type: "uuid", nullable: false),
                    OptionKind = table.Column<string>(type: "text", nullable: false),
                    OptionRank = table.Column<int>(type: "integer", nullable: false),
                    Rejected = table.Column<string>(type: "text", nullable: false),
                    Rationale = table.Column<string>(type: "text", nullable: false),
                    ByNo = table.Column<string>(type: "text", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ScheduleId = table.Column<Guid>(type: "uuid", nullable: false),
                    Told = table.Column<string>(type: "text", nullable: false),
                    Confirmed = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_decisions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "disruption_events",
                schema: "coordination",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    DisruptionNo = table.Column<string>(type: "text", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    What = table.Column<string>(type: "text", nullable: false),
                    From = table.Column<string>(type: "text", nullable: false),
                    To = table.Column<string>(type: "text", nullable: false),
                    ActorNo = table.Column<string>(type: "text", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false),
                    ScheduleId = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_disruption_events", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "disruptions",
                schema: "coordination",
                columns: table => new
                {
                    No = table.Column<string>(type: "text", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    Fingerprint = table.Column<string>(type: "text", nullable: false),
                    Subject = table.Column<string>(type: "text", nullable: false),
                    WorkCentreNo = table.Column<string>(type: "text", nullable: true),
                    State = table.Column<string>(type: "text", nullable: false),
                    Severity = table.Column<int>(type: "integer", nullable: false),
                    ReasonCode = table.Column<string>(type: "text", nullable: true),
                    OccurredUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    DetectedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ConfirmsUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    EndedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ExpectedEndUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Estimated = table.Column<bool>(type: "boolean", nullable: false),
                    Occurrences = table.Column<int>(type: "integer", nullable: false),
                    WantsOptions = table.Column<bool>(type: "boolean", nullable: false),
                    Blocked = table.Column<string>(type: "text", nullable: true),
                    AssessedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    DecidedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    EffectUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ScheduleId = table.Column<Guid>(type: "uuid", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_disruptions", x => x.No);
                });

            migrationBuilder.CreateTable(
                name: "exception_series",
                schema: "coordination",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Last = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_exception_series", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "inbox",
                schema: "coordination",
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
                schema: "coordination",
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
                schema: "coordination",
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
                name: "known_jobs",
                schema: "coordination",
                columns: table => new
                {
                    WorkOrderNo = table.Column<string>(type: "text", nullable: false),
                    OperationNo = table.Column<int>(type: "integer", nullable: false),
                    WorkCentreNo = table.Column<string>(type: "text", nullable: false),
                    MachineNo = table.Column<string>(type: "text", nullable: true),
                    State = table.Column<string>(type: "text", nullable: false),
                    Planned = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    ToStart = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Started = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Good = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Scrapped = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Rework = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    StartedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ToldUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_known_jobs", x => new { x.WorkOrderNo, x.OperationNo });
                });

            migrationBuilder.CreateTable(
                name: "known_machines",
                schema: "coordination",
                columns: table => new
                {
                    MachineNo = table.Column<string>(type: "text", nullable: false),
                    WorkCentreNo = table.Column<string>(type: "text", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Active = table.Column<bool>(type: "boolean", nullable: false),
                    State = table.Column<string>(type: "text", nullable: false),
                    ReasonCode = table.Column<string>(type: "text", nullable: true),
                    SinceUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    DownUntilUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Open = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_known_machines", x => x.MachineNo);
                });

            migrationBuilder.CreateTable(
                name: "known_orders",
                schema: "coordination",
                columns: table => new
                {
                    WorkOrderNo = table.Column<string>(type: "text", nullable: false),
                    ItemNo = table.Column<string>(type: "text", nullable: false),
                    Quantity = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Unit = table.Column<string>(type: "text", nullable: false),
                    DueUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    StartUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Priority = table.Column<int>(type: "integer", nullable: false),
                    CustomerNo = table.Column<string>(type: "text", nullable: true),
                    CustomerName = table.Column<string>(type: "text", nullable: true),
                    SalesOrderNo = table.Column<string>(type: "text", nullable: true),
                    SalesLineNo = table.Column<int>(type: "integer", nullable: true),
                    Cancelled = table.Column<bool>(type: "boolean", nullable: false),
                    Finished = table.Column<bool>(type: "boolean", nullable: false),
                    Operations = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_known_orders", x => x.WorkOrderNo);
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                schema: "coordination",
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
                schema: "coordination",
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
                name: "plan_requests",
                schema: "coordination",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AskedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ByNo = table.Column<string>(type: "text", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: false),
                    Seconds = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    DoneUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ScheduleId = table.Column<Guid>(type: "uuid", nullable: true),
                    Fault = table.Column<string>(type: "text", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plan_requests", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "schedules",
                schema: "coordination",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    BeforeId = table.Column<Guid>(type: "uuid", nullable: true),
                    AtUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: false),
                    ByNo = table.Column<string>(type: "text", nullable: false),
                    Number = table.Column<long>(type: "bigint", nullable: false),
                    SupersededUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Operations = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_schedules", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ways_out",
                schema: "coordination",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    DisruptionNo = table.Column<string>(type: "text", nullable: false),
                    Rank = table.Column<int>(type: "integer", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    BaseScheduleId = table.Column<Guid>(type: "uuid", nullable: false),
                    FoundUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    SupersededUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    WeightedTardinessHours = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    LateOrders = table.Column<int>(type: "integer", nullable: false),
                    SetupHours = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    MachineChanges = table.Column<int>(type: "integer", nullable: false),
                    StartMoves = table.Column<int>(type: "integer", nullable: false),
                    Moves = table.Column<string>(type: "text", nullable: false),
                    LateLines = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ways_out", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_audit_entries_AtUtc",
                schema: "coordination",
                table: "audit_entries",
                column: "AtUtc");

            migrationBuilder.CreateIndex(
                name: "IX_audit_entries_CorrelationId",
                schema: "coordination",
                table: "audit_entries",
                column: "CorrelationId");

            migrationBuilder.CreateIndex(
                name: "IX_audit_entries_Subject_SubjectKey",
                schema: "coordination",
                table: "audit_entries",
                columns: new[] { "Subject", "SubjectKey" });

            migrationBuilder.CreateIndex(
                name: "IX_audit_seals_EntryId",
                schema: "coordination",
                table: "audit_seals",
                column: "EntryId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_command_receipts_AtUtc",
                schema: "coordination",
                table: "command_receipts",
                column: "AtUtc");

            migrationBuilder.CreateIndex(
                name: "IX_decisions_DisruptionNo",
                schema: "coordination",
                table: "decisions",
                column: "DisruptionNo");

            migrationBuilder.CreateIndex(
                name: "IX_decisions_ScheduleId",
                schema: "coordination",
                table: "decisions",
                column: "ScheduleId");

            migrationBuilder.CreateIndex(
                name: "IX_disruption_events_DisruptionNo",
                schema: "coordination",
                table: "disruption_events",
                column: "DisruptionNo");

            migrationBuilder.CreateIndex(
                name: "IX_disruptions_Fingerprint",
                schema: "coordination",
                table: "disruptions",
                column: "Fingerprint");

            migrationBuilder.CreateIndex(
                name: "IX_disruptions_State",
                schema: "coordination",
                table: "disruptions",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_inbox_ReceivedUtc",
                schema: "coordination",
                table: "inbox",
                column: "ReceivedUtc");

            migrationBuilder.CreateIndex(
                name: "IX_inbox_Source_Stream_Seq",
                schema: "coordination",
                table: "inbox",
                columns: new[] { "Source", "Stream", "Seq" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_inbox_State_ReceivedUtc",
                schema: "coordination",
                table: "inbox",
                columns: new[] { "State", "ReceivedUtc" },
                filter: "\"State\" <> 'Applied'");

            migrationBuilder.CreateIndex(
                name: "IX_known_orders_Finished_Cancelled",
                schema: "coordination",
                table: "known_orders",
                columns: new[] { "Finished", "Cancelled" });

            migrationBuilder.CreateIndex(
                name: "IX_outbox_DeliveredUtc_Id",
                schema: "coordination",
                table: "outbox",
                columns: new[] { "DeliveredUtc", "Id" },
                filter: "\"DeliveredUtc\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_Destination_Stream_Seq",
                schema: "coordination",
                table: "outbox",
                columns: new[] { "Destination", "Stream", "Seq" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_outbox_MessageId",
                schema: "coordination",
                table: "outbox",
                column: "MessageId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_outbox_unannounced",
                schema: "coordination",
                table: "outbox",
                column: "Id",
                filter: "NOT \"Announced\"");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_undelivered",
                schema: "coordination",
                table: "outbox",
                column: "Id",
                filter: "\"DeliveredUtc\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_plan_requests_DoneUtc",
                schema: "coordination",
                table: "plan_requests",
                column: "DoneUtc");

            migrationBuilder.CreateIndex(
                name: "IX_schedules_Number",
                schema: "coordination",
                table: "schedules",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ways_out_BaseScheduleId_SupersededUtc",
                schema: "coordination",
                table: "ways_out",
                columns: new[] { "BaseScheduleId", "SupersededUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_ways_out_DisruptionNo_SupersededUtc",
                schema: "coordination",
                table: "ways_out",
                columns: new[] { "DisruptionNo", "SupersededUtc" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit_entries",
                schema: "coordination");

            migrationBuilder.DropTable(
                name: "audit_seals",
                schema: "coordination");

            migrationBuilder.DropTable(
                name: "availability_answers",
                schema: "coordination");

            migrationBuilder.DropTable(
                name: "command_receipts",
                schema: "coordination");

            migrationBuilder.DropTable(
                name: "decisions",
                schema: "coordination");

            migrationBuilder.DropTable(
                name: "disruption_events",
                schema: "coordination");

            migrationBuilder.DropTable(
                name: "disruptions",
                schema: "coordination");

            migrationBuilder.DropTable(
                name: "exception_series",
                schema: "coordination");

            migrationBuilder.DropTable(
                name: "inbox",
                schema: "coordination");

            migrationBuilder.DropTable(
                name: "inbox_links",
                schema: "coordination");

            migrationBuilder.DropTable(
                name: "inbox_streams",
                schema: "coordination");

            migrationBuilder.DropTable(
                name: "known_jobs",
                schema: "coordination");

            migrationBuilder.DropTable(
                name: "known_machines",
                schema: "coordination");

            migrationBuilder.DropTable(
                name: "known_orders",
                schema: "coordination");

            migrationBuilder.DropTable(
                name: "outbox",
                schema: "coordination");

            migrationBuilder.DropTable(
                name: "outbox_streams",
                schema: "coordination");

            migrationBuilder.DropTable(
                name: "plan_requests",
                schema: "coordination");

            migrationBuilder.DropTable(
                name: "schedules",
                schema: "coordination");

            migrationBuilder.DropTable(
                name: "ways_out",
                schema: "coordination");
        }
    }
}
