using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tactus.Storage.Sqlite.Migrations.Coordination
{
    /// <inheritdoc />
    public partial class CostRates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "Cost",
                table: "ways_out",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "cost_rates",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    LatenessPerHour = table.Column<long>(type: "INTEGER", nullable: false),
                    OvertimePerHour = table.Column<long>(type: "INTEGER", nullable: false),
                    FreightPerOrder = table.Column<long>(type: "INTEGER", nullable: false),
                    FreightHours = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cost_rates", x => x.Id);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cost_rates");

            migrationBuilder.DropColumn(
                name: "Cost",
                table: "ways_out");
        }
    }
}
