using Arena.Cli.Output;
using Arena.Contracts.V1;
using Arena.Core.Ratings.Fitting;
using Arena.Core.Ratings.Results;

namespace Arena.Cli.Leagues;

/// <summary>A league's games between each two of its agents, in the order of its table, and the fit that its ratings come from.</summary>
internal sealed class LeagueCrosstable
{
    private readonly Lazy<JointFit> _fit;

    private LeagueCrosstable(ResultSet results, IReadOnlyList<CrosstablePlayer> players) =>
        (Results, Players, _fit) = (results, players, new Lazy<JointFit>(() => JointFit.Of(results)));

    public ResultSet Results { get; }

    public IReadOnlyList<CrosstablePlayer> Players { get; }

    public JointFit Fit => _fit.Value;

    public static LeagueCrosstable From(Crosstable message)
    {
        var builder = new ResultSetBuilder();
        int[] numbers = [.. message.Agents.Select(builder.Player)];
        foreach (var meeting in message.Meetings)
            builder.Add(numbers[meeting.First], numbers[meeting.Second], meeting.Counts);
        var results = builder.Build();
        return new(results, [.. message.Agents.Select(name => new CrosstablePlayer(Number(name), name))]);

        int Number(string name) => results.Players.AsSpan().BinarySearch(name, StringComparer.Ordinal);
    }

    /// <summary>The agents that rated games link, the largest group first; each group in the order of the table.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Groups()
    {
        var numbers = Fit.Connectivity.GroupNumbers();
        return
        [
            .. Players
                .Where(player => Results.PlayerTotals[player.Number].Games > 0)
                .GroupBy(player => numbers[Fit.Connectivity.GroupOf[player.Number]])
                .OrderBy(group => group.Key)
                .Select(group => (IReadOnlyList<string>)[.. group.Select(player => player.Name)]),
        ];
    }
}
