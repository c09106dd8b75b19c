using Arena.Core.Dials;
using Arena.Core.Ratings;
using Arena.Core.Ratings.Sequential;

namespace Arena.ControlPlane.Experiments;

/// <summary>How the agents of a league did in an epoch of the dials and in the one before.</summary>
internal sealed record DialEffect(
    DialEpoch Before, DialEpoch Epoch, string League, int MatchesBefore, int MatchesAfter, IReadOnlyList<AgentEffect> Agents);

/// <summary>What of it one agent has; of single matches, from its side.</summary>
internal sealed record AgentEffect(string Agent, ScoreCounts Before, ScoreCounts After)
{
    /// <summary>Null where it had no match before, or none after.</summary>
    public ScoreShift? Shift => ScoreShift.Between(Before, After);
}

/// <summary>What has become of a wish for it.</summary>
internal abstract record EffectOutcome
{
    private EffectOutcome()
    {
    }

    public sealed record Made(DialEffect Effect) : EffectOutcome;

    /// <summary>There is no such epoch, or league.</summary>
    public sealed record NotFound(string Message) : EffectOutcome;

    /// <summary>Epoch 0 has none before it.</summary>
    public sealed record Refused(string Message) : EffectOutcome;
}
