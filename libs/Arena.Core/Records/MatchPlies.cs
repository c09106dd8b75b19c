using System.Collections.Immutable;
using Arena.Core.Games;
using Arena.Core.Matches;

namespace Arena.Core.Records;

/// <summary>
/// A recorded match for whoever shows it: its moves in order, and the position after any number of them. A ply is a seat's move or
/// a simultaneous turn, with the chance that follows on it; chance before the first move belongs to the start.
/// </summary>
public sealed class MatchPlies
{
    private readonly MatchDocument _document;

    private MatchPlies(MatchDocument document, ImmutableArray<MatchPly> plies) => (_document, Plies) = (document, plies);

    /// <summary>The moves, as far as they are legal and the referee lets them.</summary>
    public ImmutableArray<MatchPly> Plies { get; }

    /// <summary>Goes through a record.</summary>
    /// <exception cref="FormatException">Its actions are no transcript, or its opening no state of the game.</exception>
    public static MatchPlies Of(MatchDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var (spec, plies, turn) = (document.Spec, ImmutableArray.CreateBuilder<MatchPly>(), new List<MatchAction>());
        foreach (var action in MatchWalk.Through(spec, document.Record))
        {
            if (action.By == Turn.Chance)
            {
                if (plies.Count > 0) plies[^1] = plies[^1].With(action.Name);
                continue;
            }

            turn.Add(new MatchAction(action.By, action.Action, action.Name, action.Microseconds, action.Evaluation));
            if (spec.Game.Type.IsSimultaneous && turn.Count < spec.Game.Type.Seats) continue;
            plies.Add(new MatchPly([.. turn], [], IsOpening: plies.Count < spec.Opening.Moves.Length));
            turn.Clear();
        }

        return new MatchPlies(document, plies.ToImmutable());
    }

    /// <summary>The position after so many plies; 0 is where the match began.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many.</exception>
    public GameState StateAt(int ply)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ply);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ply, Plies.Length);
        var walk = new MatchWalk(_document.Spec, _document.Record.Evaluations);
        var last = walk.State.Moves + ply;
        foreach (var action in Transcript.Read(_document.Record.Transcript))
        {
            var isChance = walk.Next == Turn.Chance;
            if (!walk.IsLegal(action) || (!isChance && walk.State.Moves == last)) break;
            walk.Play(action);
        }

        return walk.State;
    }
}

/// <summary>A seat's move, or a simultaneous turn.</summary>
/// <param name="Actions">One; of a simultaneous turn one of each seat, in seat order.</param>
/// <param name="Chance">What chance did after it, in the game's notation.</param>
/// <param name="IsOpening">Whether nobody was asked for it: it was given with the match.</param>
public sealed record MatchPly(ImmutableArray<MatchAction> Actions, ImmutableArray<string> Chance, bool IsOpening)
{
    internal MatchPly With(string chance) => this with { Chance = Chance.Add(chance) };
}

/// <summary>What a seat did.</summary>
/// <param name="Seat">From 0.</param>
/// <param name="Action">The action's number.</param>
/// <param name="Name">The action in the game's notation; chess: SAN.</param>
/// <param name="Microseconds">How long it took; null in an opening.</param>
/// <param name="Evaluation">
/// Centipawns that its agent gave itself, from its own side; null where it said nothing, or nobody listened.
/// </param>
public sealed record MatchAction(int Seat, int Action, string Name, long? Microseconds, int? Evaluation);
