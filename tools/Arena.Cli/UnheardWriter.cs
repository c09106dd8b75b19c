using System.Text;

namespace Arena.Cli;

/// <summary>Standard error, where a message that nobody can be told is no failure of the command: its exit code says the same.</summary>
internal sealed class UnheardWriter(TextWriter inner) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Try(() => inner.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(() => inner.Write(buffer, index, count));

    public override void Write(string? value) => Try(() => inner.Write(value));

    public override void WriteLine(string? value) => Try(() => inner.WriteLine(value));

    public override Task WriteAsync(string? value) => Done(() => inner.Write(value));

    public override Task WriteLineAsync(string? value) => Done(() => inner.WriteLine(value));

    public override void Flush() => Try(inner.Flush);

    private static Task Done(Action write)
    {
        Try(write);
        return Task.CompletedTask;
    }

    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (IOException)
        {
            // A full disk, or a reader that has gone.
        }
    }
}
