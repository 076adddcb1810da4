using System.Collections.Concurrent;
using System.Diagnostics;

namespace Tactus.Scenarios.Killed;

/// <summary>The server as it is delivered, in a process of its own, on loopback.</summary>
internal sealed class Server : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly Process process;
    private readonly ConcurrentQueue<string> said = [];
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Server(IReadOnlyList<string> place, int port)
    {
        process = new Process { StartInfo = Command(["serve", .. place, "--urls", $"http://127.0.0.1:{port}"]) };
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Everything it has printed.</summary>
    internal string Said => string.Join('\n', said);

    /// <summary>The one-time token for the first administrator.</summary>
    internal string Token => said.Select(line => line.Split("?token=")).First(parts => parts.Length == 2)[1].Trim();

    /// <param name="place">--data and a folder, or --db and a connection string.</param>
    /// <param name="port">On 127.0.0.1.</param>
    internal static Server Start(IReadOnlyList<string> place, int port) => new(place, port);

    internal async Task Ready()
    {
        var first = await Task.WhenAny(ready.Task, process.WaitForExitAsync(), Task.Delay(Patience));
        if (first != ready.Task)
            throw new InvalidOperationException($"The server did not start ({(process.HasExited ? $"it ended with {process.ExitCode}" : $"it still runs after {Patience.TotalSeconds} s")}):\n{Said}");
    }

    /// <summary>SIGKILL: nothing is flushed, closed or said goodbye to.</summary>
    internal async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Runs another command of the server's to its end.</summary>
    internal static async Task<(int Code, string Said)> Run(params string[] words)
    {
        using var run = Process.Start(Command(words))!;
        var (output, error) = (run.StandardOutput.ReadToEndAsync(), run.StandardError.ReadToEndAsync());
        await run.WaitForExitAsync();
        return (run.ExitCode, await output + await error);
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    private static ProcessStartInfo Command(IReadOnlyList<string> words) =>
        new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Path.Combine(AppContext.BaseDirectory, "tactus.dll"), .. words])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = AppContext.BaseDirectory,
        };

    private void Hear(string? line)
    {
        if (line is null) return;
        said.Enqueue(line);
        if (line.StartsWith("Ctrl-C", StringComparison.Ordinal)) ready.TrySetResult();
    }
}
