using System.Diagnostics;

namespace Arena.Tests.EndToEnd.Grpc.Interop;

/// <summary>Which foreign gRPC stacks this machine has.</summary>
internal static class PeerTools
{
    internal const string Python = "grpcio";
    internal const string Node = "grpc-js";

    private static readonly Lazy<string?> FoundPython = new(() =>
        new[] { "/usr/bin/python3", "python3" }.FirstOrDefault(python => Succeeds(python, ["-c", "import grpc, google.protobuf"])));

    private static readonly Lazy<string?> FoundNode =
        new(() => FindNodeModules() is { } modules && Succeeds("node", ["--version"]) ? modules : null);

    internal static string? PythonPath => FoundPython.Value;

    /// <summary>The folder that holds @grpc/grpc-js.</summary>
    internal static string? NodeModules => FoundNode.Value;

    /// <summary>Why the peer cannot take part; null when it can.</summary>
    internal static string? Missing(string kind) => kind switch
    {
        Python when PythonPath is null => "python3-grpcio is not installed",
        Node when NodeModules is null =>
            "@grpc/grpc-js is not installed (npm install --prefix artifacts/interop @grpc/grpc-js@1.14.7 @grpc/proto-loader@0.8.1)",
        _ => null,
    };

    /// <summary>In NODE_PATH, or in artifacts/interop of the tree the tests run in.</summary>
    private static string? FindNodeModules()
    {
        var candidates = (Environment.GetEnvironmentVariable("NODE_PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).ToList();
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            candidates.Add(Path.Combine(folder.FullName, "interop", "node_modules"));
        return candidates.FirstOrDefault(c => Directory.Exists(Path.Combine(c, "@grpc", "grpc-js")));
    }

    private static bool Succeeds(string program, string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var argument in arguments)
                start.ArgumentList.Add(argument);
            using var process = Process.Start(start)!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
