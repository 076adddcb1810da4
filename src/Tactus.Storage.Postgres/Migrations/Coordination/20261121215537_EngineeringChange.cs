using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tactus.Storage.Postgres.Migrations.Coordination
{
    /// <inheritdoc />
    public partial class EngineeringChange : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "known_changes",
                schema: "coordination",
                columns: table => new
                {
                    ChangeNo = table.Column<string>(type: "text", nullable: false),
                    WorkOrderNo = table.Column<string>(type: "text", nullable: false),
                    ItemNo = table.Column<string>(type: "text", nullable: true),
                    FromRevision = table.Column<string>(type: "text", nullable: true),
                    ToRevision = table.Column<string>(type: "text", nullable: true),
                    Reason = table.Column<string>(type: "text", nullable: true),
                    AnnouncedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    AnsweredUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Done = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: true),
                    InProcess = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: true),
                    Unstarted = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: true),
                    AllocatedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    LiftedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    SplitUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Kept = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: true),
                    NewOrderNo = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_known_changes", x => new { x.ChangeNo, x.WorkOrderNo });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "known_changes",
                schema: "coordination");
        }
    }
}
