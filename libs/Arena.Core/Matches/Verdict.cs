namespace Arena.Core.Matches;

/// <summary>
/// How an agent behaved in a match. Anything but <see cref="Ok"/> forfeits it, which the game may call a draw after a timeout.
/// </summary>
public enum Verdict : byte
{
    /// <summary>Played by the rules to the end.</summary>
    Ok,

    /// <summary>Chose an action that the game does not allow there.</summary>
    Illegal,

    /// <summary>Did not answer within the move time limit.</summary>
    Timeout,

    /// <summary>Threw an exception, or gave up.</summary>
    Crash,

    /// <summary>Was connected from elsewhere, left, and did not come back in time.</summary>
    Disconnect,
}
