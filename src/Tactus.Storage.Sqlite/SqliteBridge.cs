using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using SQLitePCL;

namespace Tactus.Storage.Sqlite;

/// <summary>
/// Microsoft.Data.Sqlite 10 is built against SQLitePCLRaw 2.1 and works with 2.0.6, the one that restores everywhere we
/// build; and the system's SQLite is newer than the bundled one, which does not know the JSON operators EF Core emits.
/// Where SQLitePCLRaw 2.1 is restored this answers nothing.
/// </summary>
internal static class SqliteBridge
{
    private static int wired;

    [ModuleInitializer]
    internal static void Init()
    {
        if (Interlocked.Exchange(ref wired, 1) == 1) return;
        AssemblyLoadContext.Default.Resolving += (_, name) => name.Name == "SQLitePCLRaw.core" ? typeof(raw).Assembly : null;
        Wire();
    }

    // A method of its own: the JIT must not touch SQLitePCL before the resolver above is in place.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Wire()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, (name, assembly, path) =>
            name == "e_sqlite3" && OperatingSystem.IsLinux() ? NativeLibrary.Load("libsqlite3.so.0") : 0);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        raw.FreezeProvider();
    }
}
