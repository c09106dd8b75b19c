using Google.Protobuf;

namespace Arena.Cli.Output;

/// <summary>Messages in protobuf's JSON mapping, with every field present.</summary>
internal static class JsonOutput
{
    private static readonly JsonFormatter _formatter = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));

    public static void Write(IMessage message) => Console.WriteLine(_formatter.Format(message));

    public static void Write(IEnumerable<IMessage> messages) =>
        Console.WriteLine($"[{string.Join(",\n ", messages.Select(message => _formatter.Format(message)))}]");
}
