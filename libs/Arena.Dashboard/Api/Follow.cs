using Arena.Dashboard.Json;
using Arena.Dashboard.Telemetry;
using Google.Protobuf;

namespace Arena.Dashboard.Api;

/// <summary>Answers with lines of JSON for as long as somebody reads.</summary>
internal static class Follow
{
    /// <summary>What comes within this goes into one line.</summary>
    private static readonly TimeSpan _gathering = TimeSpan.FromMilliseconds(200);

    /// <param name="context">Where to.</param>
    /// <param name="changes">Tells when there may be more.</param>
    /// <param name="time">The clock.</param>
    /// <param name="read">From what came after a sequence number (null: from what is there) to the next line, and the number to go on from.</param>
    public static async Task RunAsync(HttpContext context, ChangeSignal changes, TimeProvider time, Func<long?, (IMessage? Line, long Next)> read)
    {
        var cancellationToken = context.RequestAborted;
        context.Response.ContentType = "application/x-ndjson";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.StartAsync(cancellationToken);
        await context.Response.BodyWriter.FlushAsync(cancellationToken);
        try
        {
            long? after = null;
            while (true)
            {
                var seen = changes.Version;
                (var line, after) = read(after);
                if (line is not null)
                {
                    OtlpJsonWriter.Write(context.Response.BodyWriter, line);
                    context.Response.BodyWriter.Write("\n"u8);
                    await context.Response.BodyWriter.FlushAsync(cancellationToken);
                }

                await changes.WaitAsync(seen, cancellationToken);
                await Task.Delay(_gathering, time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The reader has gone.
        }
    }

    /// <summary>Where to go on: behind all there was, or when the line was full, behind its last.</summary>
    public static long Next(long last, bool isFull, IEnumerable<long> sequences) =>
        isFull ? sequences.Max() : Math.Max(last, sequences.DefaultIfEmpty(last).Max());

    private static void Write(this System.Buffers.IBufferWriter<byte> writer, ReadOnlySpan<byte> bytes) => System.Buffers.BuffersExtensions.Write(writer, bytes);
}
