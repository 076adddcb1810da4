using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tactus.Storage.Postgres.Migrations.Coordination
{
    /// <inheritdoc />
    public partial class Recall : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "known_holds",
                schema: "coordination",
                columns: table => new
                {
                    HoldId = table.Column<Guid>(type: "uuid", nullable: false),
                    LotNo = table.Column<string>(type: "text", nullable: false),
                    RecallNo = table.Column<string>(type: "text", nullable: true),
                    ReasonCode = table.Column<string>(type: "text", nullable: true),
                    Text = table.Column<string>(type: "text", nullable: true),
                    HeldBy = table.Column<string>(type: "text", nullable: true),
                    HeldUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    LotNos = table.Column<string>(type: "text", nullable: false),
                    ConfirmedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ReleasedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Shipped = table.Column<string>(type: "text", nullable: false),
                    EndedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Scrapped = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_known_holds", x => x.HoldId);
                });

            migrationBuilder.CreateTable(
                name: "known_recalls",
                schema: "coordination",
                columns: table => new
                {
                    No = table.Column<string>(type: "text", nullable: false),
                    SupplierNo = table.Column<string>(type: "text", nullable: true),
                    SupplierLotNo = table.Column<string>(type: "text", nullable: true),
                    ReasonCode = table.Column<string>(type: "text", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false),
                    LotNos = table.Column<string>(type: "text", nullable: false),
                    Lots = table.Column<int>(type: "integer", nullable: false),
                    Holds = table.Column<int>(type: "integer", nullable: false),
                    OpenHolds = table.Column<int>(type: "integer", nullable: false),
                    DeclaredUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ClosedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ToldUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_known_recalls", x => x.No);
                });

            migrationBuilder.CreateIndex(
                name: "IX_known_holds_RecallNo",
                schema: "coordination",
                table: "known_holds",
                column: "RecallNo");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "known_holds",
                schema: "coordination");

            migrationBuilder.DropTable(
                name: "known_recalls",
                schema: "coordination");
        }
    }
}
