namespace Arena.Cli.Matches.Engines;

/// <summary>Where games go, and what of each move's search is with them.</summary>
internal sealed record PgnOutput(string Path, bool Appends)
{
    private static readonly string[] _keys =
    [
        "file", "append", "notation", "nodes", "seldepth", "nps", "hashfull", "tbhits", "pv", "timeleft", "latency", "min",
    ];

    public bool Nodes { get; init; }

    public bool SelectiveDepth { get; init; }

    public bool NodesPerSecond { get; init; }

    public bool HashFull { get; init; }

    public bool TablebaseHits { get; init; }

    /// <summary>The line that the engine expected.</summary>
    public bool Line { get; init; }

    public bool TimeLeft { get; init; }

    /// <summary>The time that was measured, less what the engine says that it took.</summary>
    public bool Latency { get; init; }

    /// <summary>Moves alone, without comments.</summary>
    public bool Minimal { get; init; }

    /// <summary>"-pgnout games.pgn" as in cutechess, "-pgnout file=games.pgn append=false nodes=true" as in fastchess.</summary>
    public static PgnOutput? Read(FlagList flags)
    {
        if (flags.Words("-pgnout") is not { } words)
            return null;
        if (words.Count > 0 && !words[0].Contains('=', StringComparison.Ordinal))
            words = [$"file={words[0]}", .. words.Skip(1).Select(word => word is "min" ? "min=true" : word)];
        var values = new KeyValues("-pgnout", words).AllowOnly(_keys);
        if (values.Text("notation") is { } notation and not "san")
            throw values.Wrong($"notation is '{notation}'; wanted san");
        return new(values.Required("file"), values.Switch("append", otherwise: true))
        {
            Nodes = values.Switch("nodes", otherwise: false),
            SelectiveDepth = values.Switch("seldepth", otherwise: false),
            NodesPerSecond = values.Switch("nps", otherwise: false),
            HashFull = values.Switch("hashfull", otherwise: false),
            TablebaseHits = values.Switch("tbhits", otherwise: false),
            Line = values.Switch("pv", otherwise: false),
            TimeLeft = values.Switch("timeleft", otherwise: false),
            Latency = values.Switch("latency", otherwise: false),
            Minimal = values.Switch("min", otherwise: false),
        };
    }
}
