using System.Diagnostics;
using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Arena.Tests.EndToEnd.Grpc.Interop;

/// <summary>A process with somebody else's gRPC in it, which speaks our contracts by their descriptors.</summary>
internal sealed class Peer : IAsyncDisposable
{
    private static readonly Lazy<string> _descriptors = new(WriteDescriptors);

    private readonly Process _process;

    private Peer(Process process) => _process = process;

    public int Port { get; private init; }

    /// <summary>The peer serves on a port of its own until it is disposed of.</summary>
    public static async Task<Peer> ServeAsync(string kind, TlsFiles? tls)
    {
        var process = Start(kind, "server", tls is null ? [] : [tls.Certificate, tls.Key]);
        while (await process.StandardOutput.ReadLineAsync(ServiceHost.Limit()) is { } line)
        {
            if (line.StartsWith("PORT ", StringComparison.Ordinal))
                return new Peer(process) { Port = int.Parse(line.AsSpan(5), CultureInfo.InvariantCulture) };
        }

        throw new InvalidOperationException($"{kind} did not start: {await process.StandardError.ReadToEndAsync(ServiceHost.Limit())}");
    }

    /// <summary>The peer runs its cases against our services: a line for each.</summary>
    public static async Task<string[]> RunCasesAsync(string kind, Uri controlPlane, Uri node, TlsFiles? tls)
    {
        string[] addresses = [controlPlane.Authority, node.Authority];
        using var process = Start(kind, "client", tls is null ? addresses : [.. addresses, tls.Certificate]);
        var errors = process.StandardError.ReadToEndAsync(ServiceHost.Limit());
        var lines = await process.StandardOutput.ReadToEndAsync(ServiceHost.Limit());
        await process.WaitForExitAsync(ServiceHost.Limit());
        return process.ExitCode == 0
            ? lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            : throw new InvalidOperationException($"{kind} failed: {await errors}");
    }

    public async ValueTask DisposeAsync()
    {
        // The end of its input is what a peer stops at.
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(ServiceHost.Limit());
        _process.Dispose();
    }

    private static Process Start(string kind, string role, string[] rest)
    {
        var isPython = kind == PeerTools.Python;
        var start = new ProcessStartInfo(isPython ? PeerTools.PythonPath! : "node")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["NODE_PATH"] = PeerTools.NodeModules, ["PYTHONIOENCODING"] = "utf-8" },
        };
        var script = Path.Combine(AppContext.BaseDirectory, "Grpc", "Interop", "Peers", isPython ? "peer.py" : "peer.js");
        foreach (var argument in new[] { script, role, _descriptors.Value }.Concat(rest))
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    // Those that a file depends on come before it.
    private static string WriteDescriptors()
    {
        var set = new FileDescriptorSet();
        var taken = new HashSet<string>();
        FileDescriptor[] files =
        [
            Contracts.V1.LeagueService.Descriptor.File, Contracts.V1.BotService.Descriptor.File, Contracts.V1.WorkService.Descriptor.File,
            Google.Rpc.Status.Descriptor.File, Google.Rpc.BadRequest.Descriptor.File,
            global::Grpc.Health.V1.Health.Descriptor.File, global::Grpc.Reflection.V1.ServerReflection.Descriptor.File,
        ];
        foreach (var file in files)
            Add(file);
        var path = Path.Combine(AppContext.BaseDirectory, "arena.descriptors");
        File.WriteAllBytes(path, set.ToByteArray());
        return path;

        void Add(FileDescriptor file)
        {
            if (!taken.Add(file.Name))
                return;
            foreach (var dependency in file.Dependencies)
                Add(dependency);
            set.File.Add(file.ToProto());
        }
    }
}
