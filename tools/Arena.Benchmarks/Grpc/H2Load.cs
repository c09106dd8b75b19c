using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Arena.Benchmarks.Grpc;

/// <summary>h2load (Debian nghttp2-client) as a client nobody here wrote: what the server alone can do.</summary>
internal static partial class H2Load
{
    private const int Streams = 100;

    internal static bool IsInstalled { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "h2load")));

    /// <summary>Requests per second over one connection; every one must succeed.</summary>
    internal static async Task<double> RunAsync(Uri uri, byte[] body, TimeSpan time, CancellationToken cancellationToken)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, body, cancellationToken);
            var start = new ProcessStartInfo("h2load") { RedirectStandardOutput = true };
            string[] arguments =
            [
                "-D", Math.Ceiling(time.TotalSeconds).ToString(CultureInfo.InvariantCulture), "-c", "1", "-t", "1",
                "-m", Streams.ToString(CultureInfo.InvariantCulture), "-d", file,
                "-H", "content-type: application/grpc", "-H", "te: trailers", uri.AbsoluteUri,
            ];
            foreach (var argument in arguments)
                start.ArgumentList.Add(argument);
            using var process = Process.Start(start)!;
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return double.Parse(Rate().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [GeneratedRegex(@"finished in .*?, ([0-9.]+) req/s")]
    private static partial Regex Rate();
}
