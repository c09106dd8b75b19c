using System.Collections.Immutable;
using Arena.Core.Games;
using Arena.Core.Records;

namespace Arena.ControlPlane.Web.Matches;

/// <summary>A match as somebody looks at it, at one of its plies.</summary>
public sealed class MatchView
{
    private readonly MatchPlies _plies;

    /// <param name="path">The address of the match's page, without a query.</param>
    /// <param name="document">The match.</param>
    /// <param name="ply">As the address says; what is no ply is the last.</param>
    /// <exception cref="FormatException">What is recorded cannot be read.</exception>
    public MatchView(string path, MatchDocument document, string? ply)
    {
        (Path, Document, _plies) = (path, document, MatchPlies.Of(document));
        Ply = int.TryParse(ply, out var number) ? Math.Clamp(number, 0, Last) : Last;
        Position = _plies.StateAt(Ply);
        Clocks = new MatchClocks(document.Spec, _plies.Plies);
    }

    /// <summary>How far a match is that has no result yet; null of a recorded one.</summary>
    public string? State { get; init; }

    /// <summary>Whether it has no result yet. What agents may not know of one another is not shown then.</summary>
    public bool IsLive => State is not null;

    public string Path { get; }

    public MatchDocument Document { get; }

    public ImmutableArray<MatchPly> Plies => _plies.Plies;

    /// <summary>How many moves were made when the position stood on the board.</summary>
    public int Ply { get; }

    /// <summary>The ply after the last move.</summary>
    public int Last => Plies.Length;

    public GameState Position { get; }

    public MatchClocks Clocks { get; }

    public GameType Game => Document.Spec.Game.Type;

    /// <summary>The move that led to the position; null at the start.</summary>
    public MatchPly? Move => Ply == 0 ? null : Plies[Ply - 1];

    /// <summary>Whether everything that was recorded could be shown.</summary>
    public bool IsWhole => Plies.Length == Document.Record.Moves;

    /// <summary>Whether the board has two sides to look at it from.</summary>
    public bool CanTurn => Game.Name is "chess" or "breakthrough";

    /// <summary>Whether it is seen from the side that is at the top otherwise.</summary>
    public bool IsTurned { get; private set; }

    /// <summary>The same, seen from the other side where there is one.</summary>
    public MatchView Turned()
    {
        var turned = (MatchView)MemberwiseClone();
        turned.IsTurned = CanTurn && !IsTurned;
        return turned;
    }

    /// <summary>Of a match that is not over, its last ply goes on with the match.</summary>
    public string Address(int ply) => (IsLive && ply == Last, IsTurned) switch
    {
        (true, false) => Path,
        (true, true) => $"{Path}?turned=1",
        (false, false) => $"{Path}?ply={ply}",
        (false, true) => $"{Path}?ply={ply}&turned=1",
    };

    public static string PathOf(string league, int index) => $"/leagues/{league}/matches/{index}";

    public string NameOf(int seat) => Document.Spec.Agents[seat].Name;

    /// <summary>The position after the last move.</summary>
    public GameState End => Ply == Last ? Position : _plies.StateAt(Last);
}
