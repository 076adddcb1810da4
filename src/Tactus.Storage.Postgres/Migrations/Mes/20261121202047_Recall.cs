using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Tactus.Storage.Postgres.Migrations.Mes
{
    /// <inheritdoc />
    public partial class Recall : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Disposition",
                schema: "mes",
                table: "lot_holds",
                type: "text",
                nullable: false,
                defaultValue: "Use");

            migrationBuilder.AddColumn<string>(
                name: "OrderNo",
                schema: "mes",
                table: "lot_holds",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RecallNo",
                schema: "mes",
                table: "lot_holds",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "number_series",
                schema: "mes",
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
                name: "recall_lots",
                schema: "mes",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    RecallNo = table.Column<string>(type: "text", nullable: false),
                    LotNo = table.Column<string>(type: "text", nullable: false),
                    Root = table.Column<bool>(type: "boolean", nullable: false),
                    Late = table.Column<bool>(type: "boolean", nullable: false),
                    HoldId = table.Column<Guid>(type: "uuid", nullable: false),
                    JoinedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_recall_lots", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "recalls",
                schema: "mes",
                columns: table => new
                {
                    No = table.Column<string>(type: "text", nullable: false),
                    SupplierNo = table.Column<string>(type: "text", nullable: true),
                    SupplierLotNo = table.Column<string>(type: "text", nullable: true),
                    NamedLotNos = table.Column<List<string>>(type: "text[]", nullable: false),
                    ReasonCode = table.Column<string>(type: "text", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false),
                    DeclaredBy = table.Column<string>(type: "text", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Lots = table.Column<int>(type: "integer", nullable: false),
                    ClosedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Settled = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_recalls", x => x.No);
                });

            migrationBuilder.CreateIndex(
                name: "IX_lot_holds_RecallNo",
                schema: "mes",
                table: "lot_holds",
                column: "RecallNo");

            migrationBuilder.CreateIndex(
                name: "IX_recall_lots_LotNo",
                schema: "mes",
                table: "recall_lots",
                column: "LotNo");

            migrationBuilder.CreateIndex(
                name: "IX_recall_lots_RecallNo_LotNo",
                schema: "mes",
                table: "recall_lots",
                columns: new[] { "RecallNo", "LotNo" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_recalls_SupplierLotNo",
                schema: "mes",
                table: "recalls",
                column: "SupplierLotNo");

            migrationBuilder.CreateIndex(
                name: "IX_recalls_SupplierNo",
                schema: "mes",
                table: "recalls",
                column: "SupplierNo");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "number_series",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "recall_lots",
                schema: "mes");

            migrationBuilder.DropTable(
                name: "recalls",
                schema: "mes");

            migrationBuilder.DropIndex(
                name: "IX_lot_holds_RecallNo",
                schema: "mes",
                table: "lot_holds");

            migrationBuilder.DropColumn(
                name: "Disposition",
                schema: "mes",
                table: "lot_holds");

            migrationBuilder.DropColumn(
                name: "OrderNo",
                schema: "mes",
                table: "lot_holds");

            migrationBuilder.DropColumn(
                name: "RecallNo",
                schema: "mes",
                table: "lot_holds");
        }
    }
}
