using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tactus.Storage.Sqlite.Migrations.Coordination
{
    /// <inheritdoc />
    public partial class Mail : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Mail",
                table: "notices",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "MailFault",
                table: "notices",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "MailTries",
                table: "notices",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "NextTryUtc",
                table: "notices",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Address",
                table: "known_site",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "Mails",
                table: "known_site",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Email",
                table: "known_people",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_notices_NextTryUtc",
                table: "notices",
                column: "NextTryUtc",
                filter: "\"Mail\" = 'Waiting'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_notices_NextTryUtc",
                table: "notices");

            migrationBuilder.DropColumn(
                name: "Mail",
                table: "notices");

            migrationBuilder.DropColumn(
                name: "MailFault",
                table: "notices");

            migrationBuilder.DropColumn(
                name: "MailTries",
                table: "notices");

            migrationBuilder.DropColumn(
                name: "NextTryUtc",
                table: "notices");

            migrationBuilder.DropColumn(
                name: "Address",
                table: "known_site");

            migrationBuilder.DropColumn(
                name: "Mails",
                table: "known_site");

            migrationBuilder.DropColumn(
                name: "Email",
                table: "known_people");
        }
    }
}
