using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tactus.Storage.Sqlite.Migrations.Coordination
{
    /// <inheritdoc />
    public partial class Recall : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "known_holds",
                columns: table => new
                {
                    HoldId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LotNo = table.Column<string>(type: "TEXT", nullable: false),
                    RecallNo = table.Column<string>(type: "TEXT", nullable: true),
                    ReasonCode = table.Column<string>(type: "TEXT", nullable: true),
                    Text = table.Column<string>(type: "TEXT", nullable: true),
                    HeldBy = table.Column<string>(type: "TEXT", nullable: true),
                    HeldUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    LotNos = table.Column<string>(type: "TEXT", nullable: false),
                    ConfirmedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    ReleasedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    Shipped = table.Column<string>(type: "TEXT", nullable: false),
                    EndedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    Scrapped = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_known_holds", x => x.HoldId);
                });

            migrationBuilder.CreateTable(
                name: "known_recalls",
                columns: table => new
                {
                    No = table.Column<string>(type: "TEXT", nullable: false),
                    SupplierNo = table.Column<string>(type: "TEXT", nullable: true),
                    SupplierLotNo = table.Column<string>(type: "TEXT", nullable: true),
                    ReasonCode = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    LotNos = table.Column<string>(type: "TEXT", nullable: false),
                    Lots = table.Column<int>(type: "INTEGER", nullable: false),
                    Holds = table.Column<int>(type: "INTEGER", nullable: false),
                    OpenHolds = table.Column<int>(type: "INTEGER", nullable: false),
                    DeclaredUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    ClosedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    ToldUtc = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_known_recalls", x => x.No);
                });

            migrationBuilder.CreateIndex(
                name: "IX_known_holds_RecallNo",
                table: "known_holds",
                column: "RecallNo");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "known_holds");

            migrationBuilder.DropTable(
                name: "known_recalls");
        }
    }
}
