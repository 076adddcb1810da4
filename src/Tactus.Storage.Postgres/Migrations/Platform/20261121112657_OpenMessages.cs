using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tactus.Storage.Postgres.Migrations.Platform
{
    /// <inheritdoc />
    public partial class OpenMessages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_outbox_Announced_Id",
                schema: "platform",
                table: "outbox");

            migrationBuilder.DropIndex(
                name: "IX_outbox_DeliveredUtc_Id",
                schema: "platform",
                table: "outbox");

            migrationBuilder.DropIndex(
                name: "IX_inbox_State_ReceivedUtc",
                schema: "platform",
                table: "inbox");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_DeliveredUtc_Id",
                schema: "platform",
                table: "outbox",
                columns: new[] { "DeliveredUtc", "Id" },
                filter: "\"DeliveredUtc\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_unannounced",
                schema: "platform",
                table: "outbox",
                column: "Id",
                filter: "NOT \"Announced\"");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_undelivered",
                schema: "platform",
                table: "outbox",
                column: "Id",
                filter: "\"DeliveredUtc\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_inbox_ReceivedUtc",
                schema: "platform",
                table: "inbox",
                column: "ReceivedUtc");

            migrationBuilder.CreateIndex(
                name: "IX_inbox_State_ReceivedUtc",
                schema: "platform",
                table: "inbox",
                columns: new[] { "State", "ReceivedUtc" },
                filter: "\"State\" <> 'Applied'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_outbox_DeliveredUtc_Id",
                schema: "platform",
                table: "outbox");

            migrationBuilder.DropIndex(
                name: "IX_outbox_unannounced",
                schema: "platform",
                table: "outbox");

            migrationBuilder.DropIndex(
                name: "IX_outbox_undelivered",
                schema: "platform",
                table: "outbox");

            migrationBuilder.DropIndex(
                name: "IX_inbox_ReceivedUtc",
                schema: "platform",
                table: "inbox");

            migrationBuilder.DropIndex(
                name: "IX_inbox_State_ReceivedUtc",
                schema: "platform",
                table: "inbox");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_Announced_Id",
                schema: "platform",
                table: "outbox",
                columns: new[] { "Announced", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_outbox_DeliveredUtc_Id",
                schema: "platform",
                table: "outbox",
                columns: new[] { "DeliveredUtc", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_inbox_State_ReceivedUtc",
                schema: "platform",
                table: "inbox",
                columns: new[] { "State", "ReceivedUtc" });
        }
    }
}
