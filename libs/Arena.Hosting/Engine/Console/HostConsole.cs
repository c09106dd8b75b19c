using System.Threading.Channels;

namespace Arena.Hosting.Engine;

/// <summary>
/// Everything that the application prints, one line at a time, each under the name of who said it. One task writes; a
/// terminal that has stopped reading makes us forget the oldest lines, never makes a service wait.
/// </summary>
internal sealed class HostConsole : IAsyncDisposable
{
    private const int Capacity = 8_192;
    private const string Reset = "\e[0m";
    private static readonly string[] _colors = ["\e[36m", "\e[33m", "\e[32m", "\e[35m", "\e[34m", "\e[96m", "\e[93m", "\e[92m", "\e[95m"];

    private readonly Channel<string> _lines;
    private readonly Task _writing;
    private readonly bool _isColored;
    private IReadOnlyDictionary<string, string> _prefixes = new Dictionary<string, string>();

    public HostConsole()
        : this(Console.Out, IsTerminal)
    {
    }

    public HostConsole(TextWriter output, bool isColored)
    {
        _isColored = isColored;
        _lines = Channel.CreateBounded<string>(new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        _writing = Task.Run(() => WriteAsync(output));
    }

    public static bool IsTerminal => !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null;

    /// <summary>Told once who will speak, so that all names are padded to the same width.</summary>
    public void Introduce(IReadOnlyList<string> names)
    {
        var width = names.Select(n => n.Length).DefaultIfEmpty().Max();
        _prefixes = names.Select((name, i) => (name, prefix: Paint(name.PadRight(width), _colors[i % _colors.Length])))
            .ToDictionary(p => p.name, p => p.prefix + " | ");
    }

    /// <summary>A line of a resource.</summary>
    public void Write(string name, string line) => _lines.Writer.TryWrite(_prefixes.GetValueOrDefault(name, name + " | ") + line);

    /// <summary>A line of our own.</summary>
    public void Say(string line) => _lines.Writer.TryWrite(line);

    public async ValueTask DisposeAsync()
    {
        _lines.Writer.TryComplete();
        await _writing.ConfigureAwait(false);
    }

    private string Paint(string text, string color) => _isColored ? color + text + Reset : text;

    private async Task WriteAsync(TextWriter output)
    {
        await foreach (var line in _lines.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                await output.WriteLineAsync(line).ConfigureAwait(false);
                await output.FlushAsync().ConfigureAwait(false);
            }
            catch (IOException)
            {
                // Nobody listens any more; the application goes on.
            }
        }
    }
}
