using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Tactus.Benchmarks;

/// <summary>The server as it is delivered, or the bare peer, in a process of its own on loopback.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly Process process;
    private readonly ConcurrentQueue<string> said = [];
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(string program, IEnumerable<string> words, int port)
    {
        Address = new Uri($"http://127.0.0.1:{port}");
        var info = program.EndsWith(".dll", StringComparison.Ordinal)
            ? new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [program, .. words])
            : new ProcessStartInfo(program, words);
        info.RedirectStandardOutput = info.RedirectStandardError = true;
        info.WorkingDirectory = Path.GetDirectoryName(program);
        process = new Process { StartInfo = info };
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        StartedAt = Stopwatch.GetTimestamp();
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    internal Uri Address { get; }

    /// <summary>When its process was started.</summary>
    internal long StartedAt { get; }

    internal int Id => process.Id;

    internal string Said => string.Join('\n', said);

    /// <summary>The one-time token for the first administrator.</summary>
    internal string Token => said.Select(line => line.Split("?token=")).First(parts => parts.Length == 2)[1].Trim();

    /// <summary>CPU time used so far, user and system, in seconds.</summary>
    internal double CpuSeconds
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <summary>Resident memory in bytes.</summary>
    internal long WorkingSet
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>Starts <c>tactus serve</c> (or another of its commands that serves).</summary>
    internal static ServerProcess Tactus(IReadOnlyList<string> words, string? program = null)
    {
        var port = Bench.FreePort();
        return new ServerProcess(program ?? Path.Combine(AppContext.BaseDirectory, "tactus.dll"), [.. words, "--urls", $"http://127.0.0.1:{port}"], port);
    }

    internal static ServerProcess Echo()
    {
        var port = Bench.FreePort();
        return new ServerProcess(Path.Combine(AppContext.BaseDirectory, "Tactus.Benchmarks.dll"), ["echo", "--port", port.ToString(CultureInfo.InvariantCulture)], port);
    }

    internal async Task Ready()
    {
        var first = await Task.WhenAny(ready.Task, process.WaitForExitAsync(), Task.Delay(Patience));
        if (first != ready.Task) throw new InvalidOperationException("The server did not start:\n" + Said);
    }

    /// <summary>Runs work against it; when that fails, what the server said comes with the fault.</summary>
    internal async Task Explain(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (e is InvalidOperationException or HttpRequestException)
        {
            throw new InvalidOperationException($"{e.Message}\nThe server said:\n{string.Join('\n', said.TakeLast(40))}", e);
        }
    }

    /// <summary>Stops it as Ctrl-C does and waits until it is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            using (var signal = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)])) await signal.WaitForExitAsync();
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(TimeSpan.FromSeconds(15)));
            if (!process.HasExited) process.Kill();
        }
        process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null) return;
        said.Enqueue(line);
        if (line.StartsWith("Ctrl-C", StringComparison.Ordinal)) ready.TrySetResult();
    }
}
