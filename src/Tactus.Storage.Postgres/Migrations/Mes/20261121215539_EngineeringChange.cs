using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tactus.Storage.Postgres.Migrations.Mes
{
    /// <inheritdoc />
    public partial class EngineeringChange : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "BlockedBy",
                schema: "mes",
                table: "production_orders",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "BlockedWhy",
                schema: "mes",
                table: "production_orders",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SplitInto",
                schema: "mes",
                table: "production_orders",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "CameWith",
                schema: "mes",
                table: "job_materials",
                type: "numeric(19,6)",
                precision: 19,
                scale: 6,
                nullable: false,
                defaultValue: 0m);

            migrationBuilder.CreateTable(
                name: "order_changes",
                schema: "mes",
                columns: table => new
                {
                    ChangeNo = table.Column<string>(type: "text", nullable: false),
                    OrderNo = table.Column<string>(type: "text", nullable: false),
                    ItemNo = table.Column<string>(type: "text", nullable: false),
                    FromRevision = table.Column<string>(type: "text", nullable: false),
                    ToRevision = table.Column<string>(type: "text", nullable: false),
                    OperationNos = table.Column<List<int>>(type: "integer[]", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: false),
                    AnnouncedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    LiftedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    SplitUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    NewOrderNo = table.Column<string>(type: "text", nullable: true),
                    Kept = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_order_changes", x => new { x.ChangeNo, x.OrderNo });
                });

            migrationBuilder.CreateIndex(
                name: "IX_order_changes_OrderNo",
                schema: "mes",
                table: "order_changes",
                column: "OrderNo");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "order_changes",
                schema: "mes");

            migrationBuilder.DropColumn(
                name: "BlockedBy",
                schema: "mes",
                table: "production_orders");

            migrationBuilder.DropColumn(
                name: "BlockedWhy",
                schema: "mes",
                table: "production_orders");

            migrationBuilder.DropColumn(
                name: "SplitInto",
                schema: "mes",
                table: "production_orders");

            migrationBuilder.DropColumn(
                name: "CameWith",
                schema: "mes",
                table: "job_materials");
        }
    }
}
