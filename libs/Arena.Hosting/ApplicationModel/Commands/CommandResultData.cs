namespace Arena.Hosting.ApplicationModel;

/// <summary>What a command has to show for itself.</summary>
public sealed class CommandResultData
{
    public required string Value { get; init; }

    public CommandResultFormat Format { get; init; }

    public bool DisplayImmediately { get; init; }
}
