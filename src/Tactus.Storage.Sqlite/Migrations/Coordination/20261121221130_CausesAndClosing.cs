using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tactus.Storage.Sqlite.Migrations.Coordination
{
    /// <inheritdoc />
    public partial class CausesAndClosing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "CauseByNo",
                table: "disruptions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CauseCode",
                table: "disruptions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CauseEvidence",
                table: "disruptions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ClosedUtc",
                table: "disruptions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "VerifiedByNo",
                table: "disruptions",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "CauseByNo",
                table: "disruptions");

            migrationBuilder.DropColumn(
                name: "CauseCode",
                table: "disruptions");

            migrationBuilder.DropColumn(
                name: "CauseEvidence",
                table: "disruptions");

            migrationBuilder.DropColumn(
                name: "ClosedUtc",
                table: "disruptions");

            migrationBuilder.DropColumn(
                name: "VerifiedByNo",
                table: "disruptions");
        }
    }
}
