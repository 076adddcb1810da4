using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Tactus.Storage.Sqlite;

/// <summary>
/// A writer's connection, which keeps the statements that it has prepared: the writer runs the same few hundred all day, and to prepare
/// one takes SQLite longer than to run it. Used by one thread at a time, as any connection.
/// </summary>
internal sealed class KeepingConnection(string connectionString) : SqliteConnection(connectionString)
{
    private const int Most = 400;
    private readonly Dictionary<string, SqliteCommand> kept = new(StringComparer.Ordinal);

    protected override DbCommand CreateDbCommand() => new Command(this);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var command in kept.Values) command.Dispose();
            kept.Clear();
        }
        base.Dispose(disposing);
    }

    // One text may run twice at a time, one reading while the other writes: who takes a statement has it alone until it is given back.
    private SqliteCommand Take(string text)
    {
        if (kept.Remove(text, out var known)) return known;
        var command = new SqliteCommand(text, this);
        return command;
    }

    private void GiveBack(SqliteCommand command)
    {
        command.Parameters.Clear();
        command.Transaction = null;
        if (kept.Count >= Most || !kept.TryAdd(command.CommandText, command)) command.Dispose();
    }

    /// <summary>What a caller sees as its own command: a text and parameters, run by a statement that may have been prepared before.</summary>
    private sealed class Command(KeepingConnection connection) : DbCommand
    {
        // Only for its parameters.
        private readonly SqliteCommand own = new();
        private SqliteCommand? running;
        private DbDataReader? reader;

        [AllowNull]
        public override string CommandText { get; set; } = "";

        public override int CommandTimeout { get; set; } = 30;

        public override CommandType CommandType { get; set; } = CommandType.Text;

        public override bool DesignTimeVisible { get; set; }

        public override UpdateRowSource UpdatedRowSource { get; set; }

        protected override DbConnection? DbConnection { get; set; } = connection;

        protected override DbParameterCollection DbParameterCollection => own.Parameters;

        protected override DbTransaction? DbTransaction { get; set; }

        public override void Cancel() => running?.Cancel();

        public override void Prepare()
        {
        }

        public override int ExecuteNonQuery() => Run(command => command.ExecuteNonQuery());

        public override object? ExecuteScalar() => Run(command => command.ExecuteScalar());

        protected override DbParameter CreateDbParameter() => new SqliteParameter();

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => reader = Run(command => command.ExecuteReader(behavior));

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                Release();
                own.Dispose();
            }
            base.Dispose(disposing);
        }

        private T Run<T>(Func<SqliteCommand, T> work)
        {
            Release();
            var command = connection.Take(CommandText);
            try
            {
                command.Transaction = (SqliteTransaction?)DbTransaction;
                command.CommandTimeout = CommandTimeout;
                foreach (SqliteParameter parameter in own.Parameters) command.Parameters.Add(parameter);
                var result = work(command);
                running = command;
                return result;
            }
            catch
            {
                command.Dispose();
                throw;
            }
        }

        private void Release()
        {
            if (running is null) return;
            if (reader is null or { IsClosed: true }) connection.GiveBack(running);
            else running.Dispose();
            (running, reader) = (null, null);
        }
    }
}
