using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tactus.Storage.Postgres.Migrations.Coordination
{
    /// <inheritdoc />
    public partial class CarriedActions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<Guid>(
                name: "BaseScheduleId",
                schema: "coordination",
                table: "ways_out",
                type: "uuid",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uuid");

            migrationBuilder.AddColumn<string>(
                name: "Actions",
                schema: "coordination",
                table: "ways_out",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Barred",
                schema: "coordination",
                table: "ways_out",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Figures",
                schema: "coordination",
                table: "ways_out",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Known",
                schema: "coordination",
                table: "ways_out",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "KnownHash",
                schema: "coordination",
                table: "ways_out",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Materials",
                schema: "coordination",
                table: "known_orders",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Facts",
                schema: "coordination",
                table: "disruptions",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "ParentNo",
                schema: "coordination",
                table: "disruptions",
                type: "text",
                nullable: true);

            migrationBuilder.AlterColumn<Guid>(
                name: "ScheduleId",
                schema: "coordination",
                table: "decisions",
                type: "uuid",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uuid");

            migrationBuilder.AddColumn<string>(
                name: "ByName",
                schema: "coordination",
                table: "decisions",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Known",
                schema: "coordination",
                table: "decisions",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "KnownHash",
                schema: "coordination",
                table: "decisions",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "carried_actions",
                schema: "coordination",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    DisruptionNo = table.Column<string>(type: "text", nullable: false),
                    DecisionId = table.Column<Guid>(type: "uuid", nullable: true),
                    Key = table.Column<string>(type: "text", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    Role = table.Column<string>(type: "text", nullable: true),
                    Text = table.Column<string>(type: "text", nullable: false),
                    Body = table.Column<string>(type: "text", nullable: false),
                    After = table.Column<string>(type: "text", nullable: false),
                    DueMinutes = table.Column<int>(type: "integer", nullable: true),
                    State = table.Column<string>(type: "text", nullable: false),
                    TaskNo = table.Column<string>(type: "text", nullable: true),
                    BegunUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    EndedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Answer = table.Column<string>(type: "text", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_carried_actions", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_known_orders_SalesOrderNo_SalesLineNo",
                schema: "coordination",
                table: "known_orders",
                columns: new[] { "SalesOrderNo", "SalesLineNo" });

            migrationBuilder.CreateIndex(
                name: "IX_carried_actions_DisruptionNo",
                schema: "coordination",
                table: "carried_actions",
                column: "DisruptionNo");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "carried_actions",
                schema: "coordination");

            migrationBuilder.DropIndex(
                name: "IX_known_orders_SalesOrderNo_SalesLineNo",
                schema: "coordination",
                table: "known_orders");

            migrationBuilder.DropColumn(
                name: "Actions",
                schema: "coordination",
                table: "ways_out");

            migrationBuilder.DropColumn(
                name: "Barred",
                schema: "coordination",
                table: "ways_out");

            migrationBuilder.DropColumn(
                name: "Figures",
                schema: "coordination",
                table: "ways_out");

            migrationBuilder.DropColumn(
                name: "Known",
                schema: "coordination",
                table: "ways_out");

            migrationBuilder.DropColumn(
                name: "KnownHash",
                schema: "coordination",
                table: "ways_out");

            migrationBuilder.DropColumn(
                name: "Materials",
                schema: "coordination",
                table: "known_orders");

            migrationBuilder.DropColumn(
                name: "Facts",
                schema: "coordination",
                table: "disruptions");

            migrationBuilder.DropColumn(
                name: "ParentNo",
                schema: "coordination",
                table: "disruptions");

            migrationBuilder.DropColumn(
                name: "ByName",
                schema: "coordination",
                table: "decisions");

            migrationBuilder.DropColumn(
                name: "Known",
                schema: "coordination",
                table: "decisions");

            migrationBuilder.DropColumn(
                name: "KnownHash",
                schema: "coordination",
                table: "decisions");

            migrationBuilder.AlterColumn<Guid>(
                name: "BaseScheduleId",
                schema: "coordination",
                table: "ways_out",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "uuid",
                oldNullable: true);

            migrationBuilder.AlterColumn<Guid>(
                name: "ScheduleId",
                schema: "coordination",
                table: "decisions",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "uuid",
                oldNullable: true);
        }
    }
}
