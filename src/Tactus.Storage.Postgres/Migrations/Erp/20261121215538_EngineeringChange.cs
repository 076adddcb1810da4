using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tactus.Storage.Postgres.Migrations.Erp
{
    /// <inheritdoc />
    public partial class EngineeringChange : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "SplitFromNo",
                schema: "erp",
                table: "work_orders",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "engineering_change_approvals",
                schema: "erp",
                columns: table => new
                {
                    ChangeNo = table.Column<string>(type: "text", nullable: false),
                    PersonNo = table.Column<string>(type: "text", nullable: false),
                    Note = table.Column<string>(type: "text", nullable: true),
                    AtUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_engineering_change_approvals", x => new { x.ChangeNo, x.PersonNo });
                });

            migrationBuilder.CreateTable(
                name: "engineering_change_orders",
                schema: "erp",
                columns: table => new
                {
                    ChangeNo = table.Column<string>(type: "text", nullable: false),
                    WorkOrderNo = table.Column<string>(type: "text", nullable: false),
                    Unit = table.Column<string>(type: "text", nullable: false),
                    State = table.Column<string>(type: "text", nullable: false),
                    Ordered = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Done = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    InProcess = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Unstarted = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Scrapped = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: false),
                    Chain = table.Column<bool>(type: "boolean", nullable: false),
                    Positions = table.Column<string>(type: "text", nullable: false),
                    AnsweredUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Untouched = table.Column<string>(type: "text", nullable: true),
                    Touched = table.Column<string>(type: "text", nullable: true),
                    AllocatedBy = table.Column<string>(type: "text", nullable: true),
                    AllocatedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    NewOrderNo = table.Column<string>(type: "text", nullable: true),
                    Kept = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: true),
                    NewQuantity = table.Column<decimal>(type: "numeric(19,6)", precision: 19, scale: 6, nullable: true),
                    SplitUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_engineering_change_orders", x => new { x.ChangeNo, x.WorkOrderNo });
                });

            migrationBuilder.CreateTable(
                name: "engineering_changes",
                schema: "erp",
                columns: table => new
                {
                    No = table.Column<string>(type: "text", nullable: false),
                    ItemNo = table.Column<string>(type: "text", nullable: false),
                    FromRevision = table.Column<string>(type: "text", nullable: false),
                    ToRevision = table.Column<string>(type: "text", nullable: false),
                    OperationNos = table.Column<List<int>>(type: "integer[]", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: false),
                    Disposition = table.Column<string>(type: "text", nullable: false),
                    RaisedBy = table.Column<string>(type: "text", nullable: false),
                    RaisedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    EffectiveFrom = table.Column<DateOnly>(type: "date", nullable: true),
                    State = table.Column<string>(type: "text", nullable: false),
                    AnnouncedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ApprovedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ClosedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    WithdrawnBy = table.Column<string>(type: "text", nullable: true),
                    WithdrawnWhy = table.Column<string>(type: "text", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_engineering_changes", x => x.No);
                });

            migrationBuilder.CreateIndex(
                name: "IX_engineering_change_orders_WorkOrderNo",
                schema: "erp",
                table: "engineering_change_orders",
                column: "WorkOrderNo");

            migrationBuilder.CreateIndex(
                name: "IX_engineering_changes_ItemNo_State",
                schema: "erp",
                table: "engineering_changes",
                columns: new[] { "ItemNo", "State" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "engineering_change_approvals",
                schema: "erp");

            migrationBuilder.DropTable(
                name: "engineering_change_orders",
                schema: "erp");

            migrationBuilder.DropTable(
                name: "engineering_changes",
                schema: "erp");

            migrationBuilder.DropColumn(
                name: "SplitFromNo",
                schema: "erp",
                table: "work_orders");
        }
    }
}
