using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tactus.Storage.Sqlite.Migrations.Mes
{
    /// <inheritdoc />
    public partial class EngineeringChange : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "BlockedBy",
                table: "production_orders",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "BlockedWhy",
                table: "production_orders",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SplitInto",
                table: "production_orders",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "CameWith",
                table: "job_materials",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "order_changes",
                columns: table => new
                {
                    ChangeNo = table.Column<string>(type: "TEXT", nullable: false),
                    OrderNo = table.Column<string>(type: "TEXT", nullable: false),
                    ItemNo = table.Column<string>(type: "TEXT", nullable: false),
                    FromRevision = table.Column<string>(type: "TEXT", nullable: false),
                    ToRevision = table.Column<string>(type: "TEXT", nullable: false),
                    OperationNos = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    AnnouncedUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    LiftedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    SplitUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    NewOrderNo = table.Column<string>(type: "TEXT", nullable: true),
                    Kept = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_order_changes", x => new { x.ChangeNo, x.OrderNo });
                });

            migrationBuilder.CreateIndex(
                name: "IX_order_changes_OrderNo",
                table: "order_changes",
                column: "OrderNo");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "order_changes");

            migrationBuilder.DropColumn(
                name: "BlockedBy",
                table: "production_orders");

            migrationBuilder.DropColumn(
                name: "BlockedWhy",
                table: "production_orders");

            migrationBuilder.DropColumn(
                name: "SplitInto",
                table: "production_orders");

            migrationBuilder.DropColumn(
                name: "CameWith",
                table: "job_materials");
        }
    }
}
