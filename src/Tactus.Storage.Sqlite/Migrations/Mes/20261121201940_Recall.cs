using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tactus.Storage.Sqlite.Migrations.Mes
{
    /// <inheritdoc />
    public partial class Recall : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Disposition",
                table: "lot_holds",
                type: "TEXT",
                nullable: false,
                defaultValue: "Use");

            migrationBuilder.AddColumn<string>(
                name: "OrderNo",
                table: "lot_holds",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RecallNo",
                table: "lot_holds",
                type: "TEXT",
                nullable: true);

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
                name: "recall_lots",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RecallNo = table.Column<string>(type: "TEXT", nullable: false),
                    LotNo = table.Column<string>(type: "TEXT", nullable: false),
                    Root = table.Column<bool>(type: "INTEGER", nullable: false),
                    Late = table.Column<bool>(type: "INTEGER", nullable: false),
                    HoldId = table.Column<Guid>(type: "TEXT", nullable: false),
                    JoinedUtc = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_recall_lots", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "recalls",
                columns: table => new
                {
                    No = table.Column<string>(type: "TEXT", nullable: false),
                    SupplierNo = table.Column<string>(type: "TEXT", nullable: true),
                    SupplierLotNo = table.Column<string>(type: "TEXT", nullable: true),
                    NamedLotNos = table.Column<string>(type: "TEXT", nullable: false),
                    ReasonCode = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    DeclaredBy = table.Column<string>(type: "TEXT", nullable: false),
                    AtUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    Lots = table.Column<int>(type: "INTEGER", nullable: false),
                    ClosedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    Settled = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_recalls", x => x.No);
                });

            migrationBuilder.CreateIndex(
                name: "IX_lot_holds_RecallNo",
                table: "lot_holds",
                column: "RecallNo");

            migrationBuilder.CreateIndex(
                name: "IX_recall_lots_LotNo",
                table: "recall_lots",
                column: "LotNo");

            migrationBuilder.CreateIndex(
                name: "IX_recall_lots_RecallNo_LotNo",
                table: "recall_lots",
                columns: new[] { "RecallNo", "LotNo" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_recalls_SupplierLotNo",
                table: "recalls",
                column: "SupplierLotNo");

            migrationBuilder.CreateIndex(
                name: "IX_recalls_SupplierNo",
                table: "recalls",
                column: "SupplierNo");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "number_series");

            migrationBuilder.DropTable(
                name: "recall_lots");

            migrationBuilder.DropTable(
                name: "recalls");

            migrationBuilder.DropIndex(
                name: "IX_lot_holds_RecallNo",
                table: "lot_holds");

            migrationBuilder.DropColumn(
                name: "Disposition",
                table: "lot_holds");

            migrationBuilder.DropColumn(
                name: "OrderNo",
                table: "lot_holds");

            migrationBuilder.DropColumn(
                name: "RecallNo",
                table: "lot_holds");
        }
    }
}
