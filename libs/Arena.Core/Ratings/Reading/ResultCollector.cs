using System.Globalization;
using Arena.Core.Pgn;
using Arena.Core.Ratings.Results;

namespace Arena.Core.Ratings.Reading;

/// <summary>
/// Collects results from any number of files. Two games of the same players under the same mark (the opening, the
/// round), one from each seat, are a pair; if there are more under one mark, each game stands alone.
/// </summary>
public sealed class ResultCollector
{
    private readonly ResultSetBuilder _builder = new();
    private readonly MarkedGames _marked;
    private readonly KeyedGames _keyed = new();
    private readonly List<string> _sources = [];
    private readonly List<CollectedGame>? _games;
    private readonly Dictionary<byte[], int> _nodeNumbers = new(ByteComparer.Instance);
    private readonly List<string> _nodes = [];

    /// <param name="keepsGames">Whether <see cref="Games"/> are kept one by one, in the order in which they came.</param>
    public ResultCollector(bool keepsGames = false)
    {
        Names = new(_builder);
        _marked = new(_builder);
        _games = keepsGames ? [] : null;
    }

    /// <summary>Names in the order in which they came.</summary>
    public IReadOnlyList<string> Players => _builder.Names;

    /// <summary>Names of nodes in the order in which they came.</summary>
    public IReadOnlyList<string> Nodes => _nodes;

    /// <summary>The games in the order in which they came, each once; empty unless they are kept.</summary>
    public IReadOnlyList<CollectedGame> Games => _games ?? [];

    internal NameTable Names { get; }

    /// <summary>All the games of a PGN file.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="name">What it is called when one of its games is spoken of.</param>
    public ReadReport ReadPgn(Stream stream, string name = "")
    {
        _sources.Add(name);
        return PgnResults.Read(stream, this);
    }

    /// <summary>All the games of a CSV file; see <see cref="CsvResults"/>.</summary>
    /// <inheritdoc cref="ReadPgn"/>
    public ReadReport ReadCsv(Stream stream, string name = "")
    {
        _sources.Add(name);
        return CsvResults.Read(stream, this);
    }

    /// <summary>The games so far. Call it once, when all is read.</summary>
    public ResultSet Build()
    {
        _marked.Close();
        return _builder.Build();
    }

    internal int NodeOf(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty) return -1;
        var lookup = _nodeNumbers.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (lookup.TryGetValue(name, out var number)) return number;
        lookup[name] = number = _nodes.Count;
        _nodes.Add(PgnText.Decode(name));
        return number;
    }

    /// <summary>Takes a game, unless it is known by its key. The same key for another game is the end of the reading.</summary>
    /// <param name="key">Empty for none.</param>
    internal void Add(in CollectedGame game, ReadOnlySpan<byte> key, long line, ReadReport report)
    {
        report.Games++;
        if (!key.IsEmpty && !_keyed.TryAdd(key, game, _sources.Count - 1, line, out var known))
        {
            report.Repeated++;
            if (known.Game == game) return;
            report.Failure = new(line, 1, string.Create(CultureInfo.InvariantCulture,
                $"the key '{PgnText.Decode(key)}' stands for {Describe(game)}; "
                + $"in {_sources[known.Source]}:{known.Line} it stands for {Describe(known.Game)}"));
            return;
        }

        _games?.Add(game);
        Count(game);
    }

    private void Count(in CollectedGame game)
    {
        if (game.Mark == 0) _builder.Add(game.First, game.Second, game.Result);
        else _marked.Add(game.First, game.Second, game.Result, game.Mark);
    }

    private string Describe(in CollectedGame game)
    {
        var result = game.Result switch { GameResult.Win => "1-0", GameResult.Loss => "0-1", _ => "1/2-1/2" };
        var node = game.Node < 0 ? "" : $" at {Nodes[game.Node]}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"'{Players[game.First]}' - '{Players[game.Second]}' {result}{node}{(game.Mark == 0 ? "" : $", pair {game.Mark:x16}")}");
    }
}
