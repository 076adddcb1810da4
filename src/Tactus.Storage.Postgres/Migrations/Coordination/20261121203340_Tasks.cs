using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Tactus.Storage.Postgres.Migrations.Coordination
{
    /// <inheritdoc />
    public partial class Tasks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "OwnerNo",
                schema: "coordination",
                table: "disruptions",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "OwnerRole",
                schema: "coordination",
                table: "disruptions",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "absences",
                schema: "coordination",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Person = table.Column<string>(type: "text", nullable: false),
                    FromUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ToUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Reason = table.Column<string>(type: "text", nullable: false),
                    Removed = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_absences", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "duty_assignments",
                schema: "coordination",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Person = table.Column<string>(type: "text", nullable: false),
                    Role = table.Column<string>(type: "text", nullable: false),
                    Shift = table.Column<string>(type: "text", nullable: true),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: true),
                    Removed = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_duty_assignments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "escalation_lines",
                schema: "coordination",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    EscalationId = table.Column<Guid>(type: "uuid", nullable: false),
                    Subject = table.Column<string>(type: "text", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    What = table.Column<string>(type: "text", nullable: false),
                    Step = table.Column<int>(type: "integer", nullable: false),
                    Role = table.Column<string>(type: "text", nullable: true),
                    People = table.Column<List<string>>(type: "text[]", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: true),
                    LateSeconds = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_escalation_lines", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "escalation_policies",
                schema: "coordination",
                columns: table => new
                {
                    No = table.Column<string>(type: "text", nullable: false),
                    Plan = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_escalation_policies", x => x.No);
                });

            migrationBuilder.CreateTable(
                name: "escalations",
                schema: "coordination",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Subject = table.Column<string>(type: "text", nullable: false),
                    PolicyNo = table.Column<string>(type: "text", nullable: false),
                    PolicyVersion = table.Column<long>(type: "bigint", nullable: false),
                    Plan = table.Column<string>(type: "text", nullable: false),
                    Role = table.Column<string>(type: "text", nullable: true),
                    State = table.Column<string>(type: "text", nullable: false),
                    Phase = table.Column<string>(type: "text", nullable: false),
                    OpenedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    DueUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    EndedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_escalations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "known_people",
                schema: "coordination",
                columns: table => new
                {
                    Number = table.Column<string>(type: "text", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Language = table.Column<string>(type: "text", nullable: false),
                    Active = table.Column<bool>(type: "boolean", nullable: false),
                    Roles = table.Column<List<string>>(type: "text[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_known_people", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "known_site",
                schema: "coordination",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    TimeZone = table.Column<string>(type: "text", nullable: false),
                    Stamp = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_known_site", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "notices",
                schema: "coordination",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Person = table.Column<string>(type: "text", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false),
                    Words = table.Column<string>(type: "text", nullable: false),
                    ExceptionNo = table.Column<string>(type: "text", nullable: true),
                    TaskNo = table.Column<string>(type: "text", nullable: true),
                    ReadUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notices", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "sla_calendars",
                schema: "coordination",
                columns: table => new
                {
                    No = table.Column<string>(type: "text", nullable: false),
                    Plan = table.Column<string>(type: "text", nullable: false),
                    FollowsPlant = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sla_calendars", x => x.No);
                });

            migrationBuilder.CreateTable(
                name: "task_events",
                schema: "coordination",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    TaskNo = table.Column<string>(type: "text", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    What = table.Column<string>(type: "text", nullable: false),
                    ActorNo = table.Column<string>(type: "text", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_task_events", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "task_series",
                schema: "coordination",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Last = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_task_series", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "tasks",
                schema: "coordination",
                columns: table => new
                {
                    No = table.Column<string>(type: "text", nullable: false),
                    DisruptionNo = table.Column<string>(type: "text", nullable: true),
                    DecisionId = table.Column<Guid>(type: "uuid", nullable: true),
                    Reference = table.Column<string>(type: "text", nullable: true),
                    Role = table.Column<string>(type: "text", nullable: false),
                    OwnerNo = table.Column<string>(type: "text", nullable: true),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false),
                    Answers = table.Column<string>(type: "text", nullable: false),
                    Choices = table.Column<List<string>>(type: "text[]", nullable: false),
                    Unit = table.Column<string>(type: "text", nullable: true),
                    Predecessors = table.Column<List<string>>(type: "text[]", nullable: false),
                    PredecessorsAnswered = table.Column<int>(type: "integer", nullable: false),
                    Successors = table.Column<int>(type: "integer", nullable: false),
                    Within = table.Column<long>(type: "bigint", nullable: true),
                    FromFunction = table.Column<string>(type: "text", nullable: false),
                    ToFunction = table.Column<string>(type: "text", nullable: false),
                    GivenUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    OpenedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    PromisedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    DueUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    State = table.Column<string>(type: "text", nullable: false),
                    MissedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Answer = table.Column<string>(type: "text", nullable: true),
                    AnswerNote = table.Column<string>(type: "text", nullable: true),
                    AnsweredBy = table.Column<string>(type: "text", nullable: true),
                    AnsweredUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Pauses = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_tasks", x => x.No);
                });

            migrationBuilder.CreateTable(
                name: "timers",
                schema: "coordination",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    DueUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    Subject = table.Column<string>(type: "text", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    DoneUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    FiredUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Fault = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_timers", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_escalation_lines_Subject",
                schema: "coordination",
                table: "escalation_lines",
                column: "Subject");

            migrationBuilder.CreateIndex(
                name: "IX_escalations_EndedUtc_Phase",
                schema: "coordination",
                table: "escalations",
                columns: new[] { "EndedUtc", "Phase" });

            migrationBuilder.CreateIndex(
                name: "IX_escalations_Subject_EndedUtc",
                schema: "coordination",
                table: "escalations",
                columns: new[] { "Subject", "EndedUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_notices_Person_Id",
                schema: "coordination",
                table: "notices",
                columns: new[] { "Person", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_task_events_TaskNo",
                schema: "coordination",
                table: "task_events",
                column: "TaskNo");

            migrationBuilder.CreateIndex(
                name: "IX_tasks_DisruptionNo_State",
                schema: "coordination",
                table: "tasks",
                columns: new[] { "DisruptionNo", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_tasks_OwnerNo",
                schema: "coordination",
                table: "tasks",
                column: "OwnerNo");

            migrationBuilder.CreateIndex(
                name: "IX_tasks_State_Role",
                schema: "coordination",
                table: "tasks",
                columns: new[] { "State", "Role" });

            migrationBuilder.CreateIndex(
                name: "IX_timers_DueUtc_Id",
                schema: "coordination",
                table: "timers",
                columns: new[] { "DueUtc", "Id" },
                filter: "\"DoneUtc\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_timers_Subject_Number",
                schema: "coordination",
                table: "timers",
                columns: new[] { "Subject", "Number" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "absences",
                schema: "coordination");

            migrationBuilder.DropTable(
                name: "duty_assignments",
                schema: "coordination");

            migrationBuilder.DropTable(
                name: "escalation_lines",
                schema: "coordination");

            migrationBuilder.DropTable(
                name: "escalation_policies",
                schema: "coordination");

            migrationBuilder.DropTable(
                name: "escalations",
                schema: "coordination");

            migrationBuilder.DropTable(
                name: "known_people",
                schema: "coordination");

            migrationBuilder.DropTable(
                name: "known_site",
                schema: "coordination");

            migrationBuilder.DropTable(
                name: "notices",
                schema: "coordination");

            migrationBuilder.DropTable(
                name: "sla_calendars",
                schema: "coordination");

            migrationBuilder.DropTable(
                name: "task_events",
                schema: "coordination");

            migrationBuilder.DropTable(
                name: "task_series",
                schema: "coordination");

            migrationBuilder.DropTable(
                name: "tasks",
                schema: "coordination");

            migrationBuilder.DropTable(
                name: "timers",
                schema: "coordination");

            migrationBuilder.DropColumn(
                name: "OwnerNo",
                schema: "coordination",
                table: "disruptions");

            migrationBuilder.DropColumn(
                name: "OwnerRole",
                schema: "coordination",
                table: "disruptions");
        }
    }
}
