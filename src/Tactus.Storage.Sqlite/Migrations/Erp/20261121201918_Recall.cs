using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tactus.Storage.Sqlite.Migrations.Erp
{
    /// <inheritdoc />
    public partial class Recall : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Disposition",
                table: "stock_holds",
                type: "TEXT",
                nullable: false,
                defaultValue: "Use");

            migrationBuilder.AddColumn<string>(
                name: "RecallNo",
                table: "stock_holds",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_stock_holds_RecallNo",
                table: "stock_holds",
                column: "RecallNo");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_stock_holds_RecallNo",
                table: "stock_holds");

            migrationBuilder.DropColumn(
                name: "Disposition",
                table: "stock_holds");

            migrationBuilder.DropColumn(
                name: "RecallNo",
                table: "stock_holds");
        }
    }
}
