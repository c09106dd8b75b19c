using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Arena.Core.Ratings.Results;

namespace Arena.Core.Ratings.Reading;

/// <summary>
/// Collects results from any number of files. Two games of the same players under the same mark (the opening, the
/// round), one from each seat, are a pair; if there are more under one mark, each game stands alone.
/// </summary>
public sealed class ResultCollector
{
    private readonly ResultSetBuilder _builder = new();
    private readonly Dictionary<(int Low, int High, ulong Mark), Marked> _marked = [];

    public ResultCollector() => Names = new(_builder);

    internal NameTable Names { get; }

    /// <summary>All the games of a PGN file.</summary>
    public ReadReport ReadPgn(Stream stream) => PgnResults.Read(stream, this);

    /// <summary>All the games of a CSV file; see <see cref="CsvResults"/>.</summary>
    public ReadReport ReadCsv(Stream stream) => CsvResults.Read(stream, this);

    /// <summary>The games so far. Call it once, when all is read.</summary>
    public ResultSet Build()
    {
        foreach (var ((low, high, _), games) in _marked) games.AddTo(_builder, low, high);
        _marked.Clear();
        return _builder.Build();
    }

    /// <param name="mark">What makes two games a pair; 0 for none.</param>
    internal void Add(int first, int second, GameResult result, ulong mark)
    {
        if (mark == 0)
        {
            _builder.Add(first, second, result);
            return;
        }

        if (first == second) throw new ArgumentException("a player cannot play itself in rated games", nameof(second));
        ref var games = ref CollectionsMarshal.GetValueRefOrAddDefault(
            _marked, (Math.Min(first, second), Math.Max(first, second), mark), out _);
        games.Count(first < second, result);
    }

    /// <summary>The games under one mark, by who had the first seat and the first seat's result.</summary>
    [InlineArray(6)]
    private struct Marked
    {
        private int _games;

        public void Count(bool lowFirst, GameResult result) => this[(lowFirst ? 0 : 3) + (int)result]++;

        public readonly void AddTo(ResultSetBuilder builder, int low, int high)
        {
            var (one, other) = (this[0] + this[1] + this[2], this[3] + this[4] + this[5]);
            if (one == 1 && other == 1)
            {
                var (first, second) = (GameResult.Loss, GameResult.Loss);
                for (var result = 0; result < 3; result++)
                {
                    if (this[result] == 1) first = (GameResult)result;
                    if (this[3 + result] == 1) second = (GameResult)(2 - result);
                }

                builder.AddPair(low, high, first, second);
                return;
            }

            for (var cell = 0; cell < 6; cell++)
                for (var game = 0; game < this[cell]; game++)
                    builder.Add(cell < 3 ? low : high, cell < 3 ? high : low, (GameResult)(cell % 3));
        }
    }
}
