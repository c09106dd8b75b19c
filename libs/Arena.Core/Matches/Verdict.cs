namespace Arena.Core.Matches;

/// <summary>
/// How an agent behaved in a match. Anything but <see cref="Ok"/> loses it, unless the game calls it a draw after a timeout; and anything
/// but that and <see cref="Resign"/> is a forfeit.
/// </summary>
public enum Verdict : byte
{
    /// <summary>Played by the rules to the end.</summary>
    Ok,

    /// <summary>Chose an action that the game does not allow there.</summary>
    Illegal,

    /// <summary>Did not answer within the move time limit.</summary>
    Timeout,

    /// <summary>Threw an exception, or was not ready in time.</summary>
    Crash,

    /// <summary>Was connected from elsewhere, left, and did not come back in time.</summary>
    Disconnect,

    /// <summary>Gave the match up as lost, as the rules allow: no fault.</summary>
    Resign,
}
