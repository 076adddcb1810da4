using System.Data;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform;
using Tactus.Platform.Messaging;

namespace Tactus.Tests.Platform;

/// <summary>The way between the halves costs the same on the first day and after a million messages.</summary>
public sealed class OpenMessagesTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_is_still_to_be_done_is_found_by_an_index_that_holds_nothing_else(string database)
    {
        await using var plant = await Plant.New(database);
        await using var db = plant.Mes();
        await db.Database.OpenConnectionAsync();
        (string Index, IQueryable<object> Query)[] looks =
        [
            ("IX_outbox_undelivered", db.Outbox.Where(message => message.DeliveredUtc == null).OrderBy(message => message.Id).Take(200)),
            ("IX_outbox_unannounced", db.Outbox.Where(message => !message.Announced).OrderBy(message => message.Id).Take(200)),
            ("IX_inbox_State_ReceivedUtc", db.OpenInbox.Where(message => message.State == InboxState.Waiting || message.State == InboxState.Stuck).Take(200)),
            ("IX_inbox_State_ReceivedUtc", db.OpenInbox.Where(message => message.State == EF.Constant(InboxState.Parked)).Take(200)),
        ];
        foreach (var (index, query) in looks)
            (await PlanOf(db, query)).ShouldContain(index);
    }

    private static async Task<string> PlanOf(HalfDb db, IQueryable query)
    {
        await using var command = query.CreateDbCommand();
        // Empty tables are read whole whatever indexes there are, unless that is forbidden.
        command.CommandText = db.OnSqlite
            ? "EXPLAIN QUERY PLAN " + command.CommandText
            : "SET enable_seqscan = off; EXPLAIN " + command.CommandText;
        command.CommandType = CommandType.Text;
        var plan = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) plan.Add(Convert.ToString(reader.GetValue(reader.FieldCount - 1), System.Globalization.CultureInfo.InvariantCulture)!);
        return string.Join('\n', plan);
    }
}
