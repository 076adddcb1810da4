using System.Reflection;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Tactus.Platform;

/// <summary>Many new rows of one table in a few statements; one statement a row is what costs most when there are thousands.</summary>
public static class ManyRows
{
    // SQLite takes 32,766 parameters in a statement.
    private const int MostParameters = 8_000;

    /// <summary>
    /// Takes what was added of a type out of the context and writes it at once, in the transaction that runs. Only for what the ledger leaves out, since
    /// it reads its entries off what the context saves.
    /// </summary>
    public static async Task WriteAdded<T>(this HalfDb db, CancellationToken stop) where T : class
    {
        ArgumentNullException.ThrowIfNull(db);
        if (typeof(T).GetCustomAttribute<NotAuditedAttribute>() is null || typeof(IVersioned).IsAssignableFrom(typeof(T)))
            throw new InvalidOperationException($"{typeof(T).Name} is audited or versioned and is saved by the context.");
        var added = db.ChangeTracker.Entries<T>().Where(entry => entry.State == EntityState.Added).ToList();
        if (added.Count == 0) return;
        var type = db.Model.FindEntityType(typeof(T))!;
        var table = StoreObjectIdentifier.Table(type.GetTableName()!, type.GetSchema());
        // A number that the database gives is left to it.
        List<IProperty> properties = [.. type.GetProperties().Where(property => property.ValueGenerated == ValueGenerated.Never)];
        var head = $"INSERT INTO {db.Table(table.Name)} ({string.Join(", ", properties.Select(property => $"\"{property.GetColumnName(table)}\""))}) VALUES ";
        var connection = db.Database.GetDbConnection();
        foreach (var rows in added.Chunk(Math.Max(1, MostParameters / properties.Count)))
        {
            await using var command = connection.CreateCommand();
            command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
            var text = new StringBuilder(head);
            for (var row = 0; row < rows.Length; row++)
            {
                text.Append(row == 0 ? "(" : ", (");
                for (var at = 0; at < properties.Count; at++)
                {
                    var parameter = properties[at].GetRelationalTypeMapping().CreateParameter(command, $"@p{command.Parameters.Count}", rows[row].CurrentValues[properties[at]], properties[at].IsNullable);
                    text.Append(at == 0 ? "" : ", ").Append(parameter.ParameterName);
                    command.Parameters.Add(parameter);
                }
                text.Append(')');
            }
            // Made of names of the model and of numbers; every value is a parameter.
            command.CommandText = text.ToString();
            await command.ExecuteNonQueryAsync(stop);
        }
        foreach (var entry in added) entry.State = EntityState.Detached;
    }
}
