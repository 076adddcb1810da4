using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tactus.Storage.Postgres.Migrations.Coordination
{
    /// <inheritdoc />
    public partial class CostRates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<decimal>(
                name: "Cost",
                schema: "coordination",
                table: "ways_out",
                type: "numeric(19,6)",
                precision: 19,
                scale: 6,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "cost_rates",
                schema: "coordination",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    LatenessPerHour = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    OvertimePerHour = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    FreightPerOrder = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    FreightHours = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
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
                name: "cost_rates",
                schema: "coordination");

            migrationBuilder.DropColumn(
                name: "Cost",
                schema: "coordination",
                table: "ways_out");
        }
    }
}
