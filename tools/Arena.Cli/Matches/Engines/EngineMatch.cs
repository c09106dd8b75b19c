using System.Collections.Immutable;
using Arena.Core.Games;
using Arena.Core.Games.Chess;
using Arena.Core.Leagues.Document;
using Arena.Core.Matches;
using Arena.Core.Primitives;
using Arena.Core.Ratings.Sequential;
using Arena.Engines;

namespace Arena.Cli.Matches.Engines;

/// <summary>What a command line in the dialect of cutechess and fastchess asks for.</summary>
internal sealed record EngineMatch
{
    // The match itself is all others.
    private static readonly string[] _ofTheRun =
    [
        "-concurrency", "-force-concurrency", "-use-affinity",
        "-log", "-recover", "-ratinginterval", "-scoreinterval", "-startup-ms", "-ucinewgame-ms",
        "-ping-ms", "-resume", "-config", "-autosaveinterval",
    ];

    /// <summary>The flags that there are.</summary>
    public static IReadOnlyList<string> Known { get; } =
    [
        "-engine", "-each", "-rounds", "-games", "-repeat", "-noswap", "-reverse", "-tournament", "-seeds", "-variant", "-openings",
        "-srand", "-resign", "-draw", "-maxmoves", "-sprt", "-pgnout", "-event", "-site", .. _ofTheRun,
    ];

    private static readonly (string, SprtModel)[] _models =
    [
        ("normalized", SprtModel.Normalized), ("logistic", SprtModel.Logistic),
    ];

    // Engines without a clock of their own have at most this for a move.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(5);

    public required MatchPlan Plan { get; init; }

    public required EngineOptions Engines { get; init; }

    public required int Concurrency { get; init; }

    public PgnOutput? Pgn { get; init; }

    public string Event { get; init; } = "?";

    public string Site { get; init; } = "?";

    /// <summary>Whether the match goes on when an engine breaks down, which then has lost that game.</summary>
    public bool Recover { get; init; }

    /// <summary>Games between two reports; 0 is none but the last.</summary>
    public int ReportInterval { get; init; }

    /// <summary>Games between two lines with the score of a pair; 0 is none.</summary>
    public int ScoreInterval { get; init; }

    public SprtTest? Sprt { get; init; }

    /// <summary>What was passed over in files that it names, for people.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <exception cref="CommandException">There is a flag that is not known.</exception>
    public static FlagList Flags(IReadOnlyList<string> arguments) => new(arguments, Known);

    /// <summary>The flags of a match that goes on, with those that may be others now.</summary>
    /// <exception cref="CommandException">One makes it another match.</exception>
    public static FlagList Resumed(FlagList begun, FlagList given) => begun.With(given, _ofTheRun);

    /// <inheritdoc cref="Resumed(FlagList, FlagList)"/>
    public static FlagList Resumed(SavedMatch begun, FlagList given)
    {
        FlagList flags;
        try
        {
            flags = Flags(begun.Settings.Arguments);
        }
        catch (CommandException unknown)
        {
            throw new CommandException($"-resume: {begun.FilePath}:1: {unknown.Message}", unknown.ExitCode);
        }

        return Resumed(flags, given);
    }

    /// <exception cref="CommandException">Something in it is wrong; it says what, and what is wanted.</exception>
    public static EngineMatch Read(FlagList flags)
    {
        var seed = ReadSeed(flags);
        var notes = new List<string>();
        var plan = ReadPlan(flags, seed, notes);
        return new EngineMatch
        {
            Plan = plan,
            Engines = RunFlags.Engines(flags, plan.Agents),
            Concurrency = RunFlags.GamesAtOnce(flags),
            Pgn = PgnOutput.Read(flags),
            Event = flags.Word("-event") ?? "?",
            Site = flags.Word("-site") ?? "?",
            Recover = flags.Switch("-recover"),
            ReportInterval = flags.Number("-ratinginterval", 0, int.MaxValue) ?? 0,
            ScoreInterval = flags.Number("-scoreinterval", 0, int.MaxValue) ?? 0,
            Sprt = ReadSprt(flags, plan),
            Notes = [.. notes],
        };
    }

    private static ulong ReadSeed(FlagList flags)
    {
        if (flags.Word("-srand") is not { } text)
            return 0;
        return ulong.TryParse(text, out var seed)
            ? seed
            : throw Wrong($"-srand is '{text}'; wanted a whole number from 0 to {ulong.MaxValue}");
    }

    private static MatchPlan ReadPlan(FlagList flags, ulong seed, List<string> notes)
    {
        var engines = EngineFlags.ReadAll(flags);
        if (engines.Length < 2)
            throw Wrong($"-engine: found {engines.Length} engines; wanted at least 2");
        var game = ReadGame(flags);
        var repeat = ReadRepeat(flags);
        var plan = new MatchPlan
        {
            Game = game,
            Agents = engines,
            Rounds = flags.Number("-rounds", 1, LeagueLimits.Matches) ?? 1,
            Games = flags.Number("-games", 1, 1000) ?? repeat ?? 2,
            Repeat = flags.Has("-repeat"),
            Seeds = ReadSeeds(flags, engines.Length),
            Swaps = !flags.Switch("-noswap"),
            Reversed = flags.Switch("-reverse"),
            Seed = seed,
            Book = OpeningFlags.Read(flags, game, seed, notes.Add),
            Adjudication = ReadAdjudication(flags),
            MoveTimeLimit = _patience,
        };
        var meetings = plan.Seeds > 0
            ? (Int128)plan.Seeds * (engines.Length - plan.Seeds)
            : (Int128)engines.Length * (engines.Length - 1) / 2;
        var count = meetings * plan.Rounds * plan.Games;
        return count <= LeagueLimits.Matches
            ? plan
            : throw Wrong($"found {count} games; at most {LeagueLimits.Matches} are allowed");
    }

    // Games of a meeting, where it says how many: "-repeat 4" is "-games 4 -repeat".
    private static int? ReadRepeat(FlagList flags)
    {
        if (flags.Words("-repeat") is not { Count: > 0 } words)
            return null;
        if (words is not [var times])
            throw Wrong($"-repeat: found {words.Count} words; wanted a number of games or none");
        var games = KeyValues.ParseNumber("-repeat", times, 1, 1000);
        return flags.Number("-games", 1, 1000) is not { } said || said == games
            ? games
            : throw Wrong($"found -games {said} and -repeat {games}; a meeting has one number of games");
    }

    // fischerandom is the word of cutechess and fastchess; a book decides whether both sides start alike, and without one they do.
    private static IGame ReadGame(FlagList flags)
    {
        var rules = ChessGame.Rules.Parameters;
        var variant = rules.Find("variant")!;
        var word = flags.Word("-variant") is "chess960" ? "fischerandom" : flags.Word("-variant") ?? variant.Words[0];
        return variant.Parse(word) is { } value
            ? ChessGame.Rules.Create(rules.Bind(KeyValuePair.Create(variant.Name, value)))
            : throw Wrong($"-variant is '{word}'{NearMiss.Hint(word, variant.Words)}");
    }

    private static int ReadSeeds(FlagList flags, int engines)
    {
        var seeds = flags.Number("-seeds", 1, engines - 1);
        return flags.Word("-tournament") switch
        {
            "gauntlet" => seeds ?? 1,
            null or "round-robin" or "roundrobin" when seeds is not null => throw Wrong("-seeds: found without -tournament gauntlet"),
            null or "round-robin" or "roundrobin" => 0,
            var kind => throw Wrong($"-tournament is '{kind}'; wanted roundrobin or gauntlet"),
        };
    }

    private static AdjudicationRules? ReadAdjudication(FlagList flags)
    {
        var draw = flags.Pairs("-draw", "movenumber", "movecount", "score");
        var resign = flags.Pairs("-resign", "movecount", "score", "twosided");
        var moves = flags.Number("-maxmoves", 0, 100_000);
        var rules = new AdjudicationRules
        {
            Draw = draw is null ? null : new(
                draw.Number("movenumber", 0, 10_000) ?? 0,
                draw.RequiredNumber("movecount", 1, 10_000),
                draw.RequiredNumber("score", 0, 100_000)),
            Resign = resign is null ? null : new(
                resign.RequiredNumber("movecount", 1, 10_000),
                resign.RequiredNumber("score", 0, 100_000),
                resign.Switch("twosided", otherwise: false)),
            MaxMoves = moves is 0 ? null : moves,
        };
        return rules == new AdjudicationRules() ? null : rules;
    }

    private static SprtTest? ReadSprt(FlagList flags, MatchPlan plan)
    {
        if (flags.Pairs("-sprt", "elo0", "elo1", "alpha", "beta", "model") is not { } values)
            return null;
        if (plan.Agents.Length != 2)
            throw values.Wrong($"found {plan.Agents.Length} engines; a test is between 2");
        var (alpha, beta) = (values.Real("alpha") ?? 0.05, values.Real("beta") ?? 0.05);
        if (alpha is <= 0 or >= 0.5 || beta is <= 0 or >= 0.5)
            throw values.Wrong("alpha and beta must be between 0 and 0.5");
        var (elo0, elo1) = (values.Real("elo0") ?? 0, values.Real("elo1") ?? throw values.Wrong("wanted elo1=…"));
        if (elo0 >= elo1)
            throw values.Wrong("elo1 must be above elo0");
        return new SprtTest(elo0, elo1, alpha, beta, values.OneOf("model", SprtModel.Normalized, _models));
    }

    private static CommandException Wrong(string message) => new(message, ExitCode.Usage);
}
