using System.Diagnostics;

namespace Arena.Tests.Grpc.Interop;

/// <summary>A process with somebody else's gRPC in it.</summary>
internal sealed class Peer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string Here = Path.Combine(AppContext.BaseDirectory, "Grpc", "Interop");

    private readonly Process _process;

    private Peer(Process process) => _process = process;

    internal int Port { get; private init; }

    /// <summary>The peer serves on a port of its own until it is disposed of.</summary>
    internal static async Task<Peer> ServeAsync(string kind, TlsFiles? tls)
    {
        var process = Start(kind, "server", tls is null ? [] : [tls.Certificate, tls.Key]);
        using var patience = new CancellationTokenSource(Patience);
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            if (line.StartsWith("PORT ", StringComparison.Ordinal))
                return new Peer(process) { Port = int.Parse(line.AsSpan(5)) };
        throw new InvalidOperationException($"{kind} did not start: {await process.StandardError.ReadToEndAsync(patience.Token)}");
    }

    /// <summary>The peer runs its cases against us: case by case, what came of it.</summary>
    internal static async Task<IReadOnlyList<CaseResult>> RunCasesAsync(
        string kind, string address, TlsFiles? tls, string role = "client")
    {
        using var process = Start(kind, role, tls is null ? [address] : [address, tls.Certificate]);
        using var patience = new CancellationTokenSource(Patience);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        var results = new List<CaseResult>();
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            if (line.Split(' ', 3) is [var name, var outcome, ..] parts)
                results.Add(new CaseResult(name, outcome, parts.Length > 2 ? parts[2] : ""));
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode == 0 ? results : throw new InvalidOperationException($"{kind} failed: {await errors}");
    }

    public async ValueTask DisposeAsync()
    {
        // The end of its input is what a peer stops at.
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        _process.Dispose();
    }

    private static Process Start(string kind, string role, string[] rest)
    {
        var python = kind == PeerTools.Python;
        var start = new ProcessStartInfo(python ? PeerTools.PythonPath! : "node")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (!python)
            start.Environment["NODE_PATH"] = PeerTools.NodeModules;
        start.ArgumentList.Add(Path.Combine(Here, "Peers", python ? "interop.py" : "interop.js"));
        start.ArgumentList.Add(role);
        start.ArgumentList.Add(python ? DescriptorFile() : Path.Combine(AppContext.BaseDirectory, "Grpc", "Protos", "interop", "test.proto"));
        foreach (var argument in rest)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    /// <summary>grpcio's stubs are made from the descriptor of ours: nothing to generate.</summary>
    private static string DescriptorFile()
    {
        var path = Path.Combine(Here, "test.descriptor");
        lock (Here)
            if (!File.Exists(path))
                File.WriteAllBytes(path, TestReflection.Descriptor.SerializedData.ToByteArray());
        return path;
    }
}
