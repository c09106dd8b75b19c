namespace Arena.ServiceDefaults.Start;

/// <summary>
/// A service cannot start as it is configured. The message is one sentence or two for whoever configured it: what was found, what was
/// wanted, what to do. Whatever prints the exception prints that and no stack trace; <see cref="Service"/> ends with exit code 78.
/// </summary>
public sealed class StartFault(string message, Exception? cause = null) : Exception(message, cause)
{
    public override string ToString() => Message;
}
