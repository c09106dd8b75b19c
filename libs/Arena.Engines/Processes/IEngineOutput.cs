namespace Arena.Engines.Processes;

/// <summary>Hears what an engine says, on a thread of the engine's own.</summary>
internal interface IEngineOutput
{
    /// <summary>A line without its end. It is gone after the call.</summary>
    /// <param name="line">The line.</param>
    /// <param name="at">The byte of all its output that the line begins with; see <see cref="EngineProcess.Said"/>.</param>
    void OnLine(ReadOnlySpan<byte> line, long at);

    /// <summary>There will be no more lines; told once.</summary>
    /// <param name="why">"exited with code 1", for people.</param>
    void OnEnd(string why);
}
