using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tactus.Storage.Postgres.Migrations.Coordination
{
    /// <inheritdoc />
    public partial class CausesAndClosing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "CauseByNo",
                schema: "coordination",
                table: "disruptions",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CauseCode",
                schema: "coordination",
                table: "disruptions",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CauseEvidence",
                schema: "coordination",
                table: "disruptions",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ClosedUtc",
                schema: "coordination",
                table: "disruptions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "VerifiedByNo",
                schema: "coordination",
                table: "disruptions",
                type: "text",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "CauseByNo",
                schema: "coordination",
                table: "disruptions");

            migrationBuilder.DropColumn(
                name: "CauseCode",
                schema: "coordination",
                table: "disruptions");

            migrationBuilder.DropColumn(
                name: "CauseEvidence",
                schema: "coordination",
                table: "disruptions");

            migrationBuilder.DropColumn(
                name: "ClosedUtc",
                schema: "coordination",
                table: "disruptions");

            migrationBuilder.DropColumn(
                name: "VerifiedByNo",
                schema: "coordination",
                table: "disruptions");
        }
    }
}
