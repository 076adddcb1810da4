using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tactus.Storage.Postgres.Migrations.Erp
{
    /// <inheritdoc />
    public partial class Recall : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Disposition",
                schema: "erp",
                table: "stock_holds",
                type: "text",
                nullable: false,
                defaultValue: "Use");

            migrationBuilder.AddColumn<string>(
                name: "RecallNo",
                schema: "erp",
                table: "stock_holds",
                type: "text",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_stock_holds_RecallNo",
                schema: "erp",
                table: "stock_holds",
                column: "RecallNo");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_stock_holds_RecallNo",
                schema: "erp",
                table: "stock_holds");

            migrationBuilder.DropColumn(
                name: "Disposition",
                schema: "erp",
                table: "stock_holds");

            migrationBuilder.DropColumn(
                name: "RecallNo",
                schema: "erp",
                table: "stock_holds");
        }
    }
}
