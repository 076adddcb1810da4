using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tactus.Storage.Sqlite.Migrations.Erp
{
    /// <inheritdoc />
    public partial class EngineeringChange : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "SplitFromNo",
                table: "work_orders",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "engineering_change_approvals",
                columns: table => new
                {
                    ChangeNo = table.Column<string>(type: "TEXT", nullable: false),
                    PersonNo = table.Column<string>(type: "TEXT", nullable: false),
                    Note = table.Column<string>(type: "TEXT", nullable: true),
                    AtUtc = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_engineering_change_approvals", x => new { x.ChangeNo, x.PersonNo });
                });

            migrationBuilder.CreateTable(
                name: "engineering_change_orders",
                columns: table => new
                {
                    ChangeNo = table.Column<string>(type: "TEXT", nullable: false),
                    WorkOrderNo = table.Column<string>(type: "TEXT", nullable: false),
                    Unit = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Ordered = table.Column<long>(type: "INTEGER", nullable: false),
                    Done = table.Column<long>(type: "INTEGER", nullable: false),
                    InProcess = table.Column<long>(type: "INTEGER", nullable: false),
                    Unstarted = table.Column<long>(type: "INTEGER", nullable: false),
                    Scrapped = table.Column<long>(type: "INTEGER", nullable: false),
                    Chain = table.Column<bool>(type: "INTEGER", nullable: false),
                    Positions = table.Column<string>(type: "TEXT", nullable: false),
                    AnsweredUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    Untouched = table.Column<string>(type: "TEXT", nullable: true),
                    Touched = table.Column<string>(type: "TEXT", nullable: true),
                    AllocatedBy = table.Column<string>(type: "TEXT", nullable: true),
                    AllocatedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    NewOrderNo = table.Column<string>(type: "TEXT", nullable: true),
                    Kept = table.Column<long>(type: "INTEGER", nullable: true),
                    NewQuantity = table.Column<long>(type: "INTEGER", nullable: true),
                    SplitUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_engineering_change_orders", x => new { x.ChangeNo, x.WorkOrderNo });
                });

            migrationBuilder.CreateTable(
                name: "engineering_changes",
                columns: table => new
                {
                    No = table.Column<string>(type: "TEXT", nullable: false),
                    ItemNo = table.Column<string>(type: "TEXT", nullable: false),
                    FromRevision = table.Column<string>(type: "TEXT", nullable: false),
                    ToRevision = table.Column<string>(type: "TEXT", nullable: false),
                    OperationNos = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    Disposition = table.Column<string>(type: "TEXT", nullable: false),
                    RaisedBy = table.Column<string>(type: "TEXT", nullable: false),
                    RaisedUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    EffectiveFrom = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    AnnouncedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    ApprovedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    ClosedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    WithdrawnBy = table.Column<string>(type: "TEXT", nullable: true),
                    WithdrawnWhy = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_engineering_changes", x => x.No);
                });

            migrationBuilder.CreateIndex(
                name: "IX_engineering_change_orders_WorkOrderNo",
                table: "engineering_change_orders",
                column: "WorkOrderNo");

            migrationBuilder.CreateIndex(
                name: "IX_engineering_changes_ItemNo_State",
                table: "engineering_changes",
                columns: new[] { "ItemNo", "State" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "engineering_change_approvals");

            migrationBuilder.DropTable(
                name: "engineering_change_orders");

            migrationBuilder.DropTable(
                name: "engineering_changes");

            migrationBuilder.DropColumn(
                name: "SplitFromNo",
                table: "work_orders");
        }
    }
}
