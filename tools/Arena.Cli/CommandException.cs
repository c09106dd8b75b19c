namespace Arena.Cli;

/// <summary>Ends the command with a message for its user and an exit code.</summary>
internal sealed class CommandException(string message, int exitCode) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
