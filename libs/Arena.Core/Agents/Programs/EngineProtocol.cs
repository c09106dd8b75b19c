namespace Arena.Core.Agents.Programs;

/// <summary>What a chess engine speaks.</summary>
public enum EngineProtocol
{
    /// <summary>Universal Chess Interface, by Huber and Meyer-Kahlen (2000).</summary>
    Uci,

    /// <summary>Chess Engine Communication Protocol, version 2, by Mann and Muller: "xboard" or "winboard" engines.</summary>
    Xboard,
}
