using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tactus.Storage.Sqlite.Migrations.Coordination
{
    /// <inheritdoc />
    public partial class EngineeringChange : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "known_changes",
                columns: table => new
                {
                    ChangeNo = table.Column<string>(type: "TEXT", nullable: false),
                    WorkOrderNo = table.Column<string>(type: "TEXT", nullable: false),
                    ItemNo = table.Column<string>(type: "TEXT", nullable: true),
                    FromRevision = table.Column<string>(type: "TEXT", nullable: true),
                    ToRevision = table.Column<string>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    AnnouncedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    AnsweredUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    Done = table.Column<long>(type: "INTEGER", nullable: true),
                    InProcess = table.Column<long>(type: "INTEGER", nullable: true),
                    Unstarted = table.Column<long>(type: "INTEGER", nullable: true),
                    AllocatedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    LiftedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    SplitUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    Kept = table.Column<long>(type: "INTEGER", nullable: true),
                    NewOrderNo = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_known_changes", x => new { x.ChangeNo, x.WorkOrderNo });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "known_changes");
        }
    }
}
