using Arena.Core.Agents;

namespace Arena.Core.Matches;

/// <summary>An agent at its seat for one match. Disposed without an end, the match was called off.</summary>
public interface ISeatedAgent : IAgent, IAsyncDisposable
{
    /// <summary>The match is over, and this came of it.</summary>
    ValueTask EndAsync(MatchRecord record, CancellationToken cancellationToken);
}
