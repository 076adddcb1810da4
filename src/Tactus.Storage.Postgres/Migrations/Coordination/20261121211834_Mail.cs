using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tactus.Storage.Postgres.Migrations.Coordination
{
    /// <inheritdoc />
    public partial class Mail : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Mail",
                schema: "coordination",
                table: "notices",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "MailFault",
                schema: "coordination",
                table: "notices",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "MailTries",
                schema: "coordination",
                table: "notices",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "NextTryUtc",
                schema: "coordination",
                table: "notices",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Address",
                schema: "coordination",
                table: "known_site",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "Mails",
                schema: "coordination",
                table: "known_site",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Email",
                schema: "coordination",
                table: "known_people",
                type: "text",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_notices_NextTryUtc",
                schema: "coordination",
                table: "notices",
                column: "NextTryUtc",
                filter: "\"Mail\" = 'Waiting'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_notices_NextTryUtc",
                schema: "coordination",
                table: "notices");

            migrationBuilder.DropColumn(
                name: "Mail",
                schema: "coordination",
                table: "notices");

            migrationBuilder.DropColumn(
                name: "MailFault",
                schema: "coordination",
                table: "notices");

            migrationBuilder.DropColumn(
                name: "MailTries",
                schema: "coordination",
                table: "notices");

            migrationBuilder.DropColumn(
                name: "NextTryUtc",
                schema: "coordination",
                table: "notices");

            migrationBuilder.DropColumn(
                name: "Address",
                schema: "coordination",
                table: "known_site");

            migrationBuilder.DropColumn(
                name: "Mails",
                schema: "coordination",
                table: "known_site");

            migrationBuilder.DropColumn(
                name: "Email",
                schema: "coordination",
                table: "known_people");
        }
    }
}
