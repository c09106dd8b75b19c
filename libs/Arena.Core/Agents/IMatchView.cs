using Arena.Core.Clocks;

namespace Arena.Core.Agents;

/// <summary>
/// A running match beyond the position: for the near ends of programs that follow it from its start. All of it is open
/// here, so it is not to be shown to agents where information is hidden.
/// </summary>
public interface IMatchView
{
    /// <summary>The state that the match began in, as the game's text; null for the game's own start.</summary>
    string? Opening { get; }

    /// <summary>Every action so far, the opening's and chance outcomes included; a simultaneous turn is one for each seat.</summary>
    IReadOnlyList<int> Actions { get; }

    /// <summary>A seat's clock as it stood when it was last asked or charged.</summary>
    ClockReading ClockOf(int seat);
}
