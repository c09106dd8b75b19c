namespace Arena.Core.Pairing.Ladder;

/// <summary>How often each two have met and what came of it.</summary>
public sealed class PairCounts(int agents)
{
    private readonly SortedDictionary<int, (double Games, double Score)>[] _against =
        [.. Enumerable.Range(0, agents).Select(_ => new SortedDictionary<int, (double Games, double Score)>())];

    /// <summary>How many agents there are.</summary>
    public int Agents => _against.Length;

    /// <summary>One's opponents, each with the games against it and the points made in them.</summary>
    internal IReadOnlyDictionary<int, (double Games, double Score)> Against(int agent) => _against[agent];

    /// <summary>Notes games between two.</summary>
    /// <param name="first">The one.</param>
    /// <param name="second">The other.</param>
    /// <param name="games">How many.</param>
    /// <param name="firstScore">The points of the one: a win is 1, a draw ½.</param>
    public void Add(int first, int second, double games, double firstScore)
    {
        Note(first, second, games, firstScore);
        Note(second, first, games, games - firstScore);
    }

    private void Note(int agent, int opponent, double games, double score)
    {
        var before = _against[agent].GetValueOrDefault(opponent);
        _against[agent][opponent] = (before.Games + games, before.Score + score);
    }
}
