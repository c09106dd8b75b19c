using Arena.Core.Agents;

namespace Arena.Core.Matches;

/// <summary>An agent at its seat for one match. Disposed without an end, the match was called off.</summary>
public interface ISeatedAgent : IAgent, IAsyncDisposable
{
    /// <summary>
    /// What the agent is made of beyond its definition: the SHA-256 of an engine's program, what a bot says of itself.
    /// Part of the record's agent hash. Null: nothing is known.
    /// </summary>
    string? Content => null;

    /// <summary>The match is over, and this came of it.</summary>
    ValueTask EndAsync(MatchRecord record, CancellationToken cancellationToken);
}
