using System.Collections.Immutable;
using Arena.Core.Matches;

namespace Arena.Core.Records;

/// <summary>A record's actions in order, as far as they are legal.</summary>
public static class MatchMoves
{
    /// <summary>
    /// Who took each action (a seat, or <see cref="Games.Turn.Chance"/>), and how long it took; null for chance and
    /// openings.
    /// </summary>
    public static IEnumerable<(int By, string Name, long? Microseconds)> Of(MatchDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return MatchWalk.Through(document.Spec, document.Record).Select(action => (action.By, action.Name, action.Microseconds));
    }

    /// <summary>How the referee has ended a match with these actions; null when it did not.</summary>
    /// <exception cref="FormatException">The bytes are no transcript.</exception>
    public static string? RulingOf(MatchSpec spec, ReadOnlySpan<byte> transcript, ImmutableArray<int?> evaluations)
    {
        ArgumentNullException.ThrowIfNull(spec);
        if (spec.Adjudication is null) return null;
        var walk = new MatchWalk(spec, evaluations);
        foreach (var action in Transcript.Read(transcript))
        {
            if (!walk.IsLegal(action)) break;
            walk.Play(action);
        }

        return walk.Ruling?.Why;
    }

    /// <summary>The names of the actions in the game's notation.</summary>
    public static IEnumerable<string> Names(MatchDocument document) => Of(document).Select(move => move.Name);
}
