using System.Globalization;

namespace Arena.Engines;

/// <summary>One file for each agent. What cannot be written is dropped: a full disk is no reason not to play.</summary>
internal sealed class EngineLog(EngineOptions options, TimeProvider time)
{
    private readonly Lock _lock = new();

    public void Write(string agent, string text)
    {
        if (options.LogDirectory is null) return;
        var path = Path.Combine(options.LogDirectory, agent + ".log");
        var line = string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyy-MM-dd HH:mm:ss.fff} {text}\n");
        lock (_lock)
        {
            try
            {
                Directory.CreateDirectory(options.LogDirectory);
                if (new FileInfo(path) is { Exists: true } file && file.Length + line.Length > options.MaxLogSize)
                    File.Move(path, path + ".1", overwrite: true);
                File.AppendAllText(path, line);
            }
            catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
            {
                // See above.
            }
        }
    }
}
