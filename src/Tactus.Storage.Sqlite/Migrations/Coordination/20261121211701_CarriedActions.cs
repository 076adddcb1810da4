using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tactus.Storage.Sqlite.Migrations.Coordination
{
    /// <inheritdoc />
    public partial class CarriedActions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<Guid>(
                name: "BaseScheduleId",
                table: "ways_out",
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "TEXT");

            migrationBuilder.AddColumn<string>(
                name: "Actions",
                table: "ways_out",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Barred",
                table: "ways_out",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Figures",
                table: "ways_out",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Known",
                table: "ways_out",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "KnownHash",
                table: "ways_out",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Materials",
                table: "known_orders",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Facts",
                table: "disruptions",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "ParentNo",
                table: "disruptions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AlterColumn<Guid>(
                name: "ScheduleId",
                table: "decisions",
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "TEXT");

            migrationBuilder.AddColumn<string>(
                name: "ByName",
                table: "decisions",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Known",
                table: "decisions",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "KnownHash",
                table: "decisions",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "carried_actions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DisruptionNo = table.Column<string>(type: "TEXT", nullable: false),
                    DecisionId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Role = table.Column<string>(type: "TEXT", nullable: true),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    After = table.Column<string>(type: "TEXT", nullable: false),
                    DueMinutes = table.Column<int>(type: "INTEGER", nullable: true),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    TaskNo = table.Column<string>(type: "TEXT", nullable: true),
                    BegunUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    Answer = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_carried_actions", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_known_orders_SalesOrderNo_SalesLineNo",
                table: "known_orders",
                columns: new[] { "SalesOrderNo", "SalesLineNo" });

            migrationBuilder.CreateIndex(
                name: "IX_carried_actions_DisruptionNo",
                table: "carried_actions",
                column: "DisruptionNo");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "carried_actions");

            migrationBuilder.DropIndex(
                name: "IX_known_orders_SalesOrderNo_SalesLineNo",
                table: "known_orders");

            migrationBuilder.DropColumn(
                name: "Actions",
                table: "ways_out");

            migrationBuilder.DropColumn(
                name: "Barred",
                table: "ways_out");

            migrationBuilder.DropColumn(
                name: "Figures",
                table: "ways_out");

            migrationBuilder.DropColumn(
                name: "Known",
                table: "ways_out");

            migrationBuilder.DropColumn(
                name: "KnownHash",
                table: "ways_out");

            migrationBuilder.DropColumn(
                name: "Materials",
                table: "known_orders");

            migrationBuilder.DropColumn(
                name: "Facts",
                table: "disruptions");

            migrationBuilder.DropColumn(
                name: "ParentNo",
                table: "disruptions");

            migrationBuilder.DropColumn(
                name: "ByName",
                table: "decisions");

            migrationBuilder.DropColumn(
                name: "Known",
                table: "decisions");

            migrationBuilder.DropColumn(
                name: "KnownHash",
                table: "decisions");

            migrationBuilder.AlterColumn<Guid>(
                name: "BaseScheduleId",
                table: "ways_out",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "TEXT",
                oldNullable: true);

            migrationBuilder.AlterColumn<Guid>(
                name: "ScheduleId",
                table: "decisions",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "TEXT",
                oldNullable: true);
        }
    }
}
