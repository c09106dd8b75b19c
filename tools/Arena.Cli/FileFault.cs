namespace Arena.Cli;

/// <summary>What the system says of a file that it does not read or write.</summary>
internal static class FileFault
{
    /// <summary>Its sentence, in which the runtime has "No space left on device : '/path'".</summary>
    public static string Text(Exception fault) => fault.Message.Replace(" : '", ": '", StringComparison.Ordinal);

    /// <summary>The sentence without its end, to go on from.</summary>
    public static string Start(Exception fault) => Text(fault).TrimEnd('.');
}
