using Arena.Core.Primitives;

namespace Arena.Core.Matches;

/// <summary>When a referee ends a match of engines early. All of it goes by what the engines themselves say of the position.</summary>
public sealed record AdjudicationRules
{
    /// <summary>A draw when both say that there is nothing in it; null is never.</summary>
    public DrawRule? Draw { get; init; }

    /// <summary>A loss for who says that it is lost; null is never.</summary>
    public ResignRule? Resign { get; init; }

    /// <summary>A draw after so many moves of both; null is never.</summary>
    public int? MaxMoves { get; init; }

    /// <summary>Whether a rule goes by what agents say of the position.</summary>
    internal bool Listens => Draw is not null || Resign is not null;

    /// <summary>Adds the rules to a hash.</summary>
    internal void AddTo(CanonicalHasher hasher)
    {
        hasher.Add("adjudication");
        if (Draw is { } draw) hasher.Add("draw").Add((ulong)draw.FromMove).Add((ulong)draw.Moves).Add((ulong)draw.Score);
        if (Resign is { } resign)
            hasher.Add(resign.TwoSided ? "resign two-sided" : "resign").Add((ulong)resign.Moves)
                .Add((ulong)resign.Score);
        if (MaxMoves is { } moves) hasher.Add("max moves").Add((ulong)moves);
    }

    /// <param name="FromMove">The first move of both after which it can be one.</param>
    /// <param name="Moves">For how many moves of both in a row, counted afresh from every capture and pawn move.</param>
    /// <param name="Score">Centipawns, for either side, at most.</param>
    public sealed record DrawRule(int FromMove, int Moves, int Score);

    /// <param name="Moves">For how many of its moves in a row.</param>
    /// <param name="Score">Centipawns that it is behind at least.</param>
    /// <param name="TwoSided">Whether the other has to agree.</param>
    public sealed record ResignRule(int Moves, int Score, bool TwoSided = false);
}
