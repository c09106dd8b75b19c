namespace Arena.Hosting.Engine;

/// <summary>The signals that the engine sends, by their Linux numbers.</summary>
internal enum UnixSignal
{
    Interrupt = 2,
    Kill = 9,
    Terminate = 15,
}
