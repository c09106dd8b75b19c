namespace Arena.Core.Records;

/// <summary>A record's actions in order, as far as they are legal.</summary>
public static class MatchMoves
{
    /// <summary>Who took each action (a seat, or <see cref="Games.Turn.Chance"/>), and how long it took; null for chance and openings.</summary>
    public static IEnumerable<(int By, string Name, long? Microseconds)> Of(MatchDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return MatchWalk.Through(document.Spec, document.Record).Select(action => (action.By, action.Name, action.Microseconds));
    }

    /// <summary>The names of the actions in the game's notation.</summary>
    public static IEnumerable<string> Names(MatchDocument document) => Of(document).Select(move => move.Name);
}
