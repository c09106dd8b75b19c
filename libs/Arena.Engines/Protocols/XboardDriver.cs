using System.Globalization;
using System.Text;
using Arena.Core.Agents;
using Arena.Core.Agents.Programs;
using Arena.Core.Clocks;
using Arena.Core.Games.Chess;
using Arena.Core.Matches;
using Arena.Core.Primitives;

namespace Arena.Engines.Protocols;

/// <summary>
/// Speaks the Chess Engine Communication Protocol, version 2 (Mann and Muller 2009), and version 1 to engines that do not answer
/// "protover" with "feature". Nothing ponders; what an engine claims of the result is not asked for, the referee knows the rules, but for
/// its own resignation.
/// </summary>
internal sealed class XboardDriver(EngineSpec spec, string name, EngineOptions options, TimeProvider time, EngineLog log)
    : EngineDriver(spec, name, options, time, log)
{
    private const int MateScore = 100_000;
    private const string Fischerandom = "fischerandom";

    // The protocol's own: who has not said "feature" by then knows none, and who wants longer says done=0.
    private static readonly TimeSpan _featurePatience = TimeSpan.FromSeconds(2);

    private readonly XboardFeatures _features = new();
    private int _sent;         // actions of the match that it knows, its own among them
    private ChessState? _board; // the match as far as it was told
    private bool _plays;       // not in force mode: it answers a move with a move
    private int _pings;
    private int _seat;
    private volatile string _wanted = "";    // the word that answers, when it is not a move
    private volatile bool _isSearching;
    private volatile bool _hasResigned;     // this match, maybe before it was asked
    private string? _thoughts;

    public override SearchSummary? LastSearch => _thoughts is null ? null : ParseThoughts(_thoughts);

    public override bool PlaysOnce => _features["reuse"] == "0";

    protected override string Farewell => "quit";

    public override async Task BeginAsync(MatchSpec match, int seat, CancellationToken cancellationToken)
    {
        (_sent, _plays, _thoughts, _hasResigned) = (0, false, null, false);
        if (match.Opening.State is not null && _features["setboard"] != "1")
            throw new AgentUnavailableException(
                $"the engine '{Name}' cannot start from a given position (no feature setboard)", passing: false);
        var lines = new StringBuilder("new\n").Append(Variant((ChessGame)match.Game)).Append("easy\npost\nforce\n");
        _board = (ChessState)(match.Opening.State is { } fen ? match.Game.ParseState(fen) : match.Game.NewState());
        if (match.Opening.State is not null) lines.Append(CultureInfo.InvariantCulture, $"setboard {_board}\n");
        lines.Append(Level(match.TimeControlOf(seat)));
        if (Spec.Depth is { } depth) lines.Append(CultureInfo.InvariantCulture, $"sd {depth}\n");
        if (_features["ping"] != "1")
        {
            Send(Encoding.UTF8.GetBytes(lines.ToString()));
            return;
        }

        _wanted = "pong";
        await AskAsync(lines + Ping(), _wanted, NewGameTimeout, cancellationToken).ConfigureAwait(false);
    }

    private string Variant(ChessGame chess)
    {
        if (!chess.IsFischerandom) return "";
        return _features["variants"].Split(',', StringSplitOptions.TrimEntries).Contains(Fischerandom)
            ? $"variant {Fischerandom}\n"
            : throw new AgentUnavailableException(
                $"the engine '{Name}' cannot play Chess960 (no {Fischerandom} among its feature variants)", passing: false);
    }

    public override void OnLine(ReadOnlySpan<byte> line, long at)
    {
        var words = new LineWords(line);
        words.Next(out var word);
        if (word.SequenceEqual("feature"u8))
        {
            _features.Add(Text(words.Rest));
            if (_wanted == "feature" && _features.IsDone) AnswerWanted();
        }
        else if (word.SequenceEqual("pong"u8))
        {
            if (_wanted == "pong" && IsNew(at) && Text(words.Rest) == _pings.ToString(CultureInfo.InvariantCulture)) AnswerWanted();
        }
        else if (_plays && IsResignation(line))
        {
            _hasResigned = true;
            if (_isSearching) ResignNow();
        }
        else if (_isSearching && IsNew(at))
        {
            HearThinking(line);
        }
    }

    // Whoever waits goes on from the answer, and may want something else by the time it returns.
    private void AnswerWanted()
    {
        _wanted = "";
        Answer("");
    }

    protected override async Task GreetAsync(CancellationToken cancellationToken)
    {
        _wanted = "feature";
        var features = Await();
        Send("xboard\nprotover 2");
        if (!await ComesAsync(features, _featurePatience, cancellationToken).ConfigureAwait(false)
            && _features["done"] == "0"
            && !await ComesAsync(features, StartTimeout, cancellationToken).ConfigureAwait(false))
            throw TooLate("feature done=1", StartTimeout);
        _wanted = "";
        Forget();
        var settings = new StringBuilder();
        foreach (var (optionName, value) in Spec.Options)
        {
            if (_features.Options.FirstOrDefault(o => o.Equals(optionName, StringComparison.OrdinalIgnoreCase)) is not { } option)
            {
                Lacks(optionName, $"has no option '{optionName}'{NearMiss.Hint(optionName, _features.Options)}");
                continue;
            }

            settings.Append(CultureInfo.InvariantCulture, $"option {option}={value}\n");
        }

        if (settings.Length > 0) Send(Encoding.UTF8.GetBytes(settings.ToString()));
    }

    protected override void AskForMove(IMatchView match, ChessState state, int seat)
    {
        var lines = new StringBuilder();
        lines.Append(CultureInfo.InvariantCulture, $"time {Centiseconds(match, seat)}\notim {Centiseconds(match, 1 - seat)}\n");
        var usermove = _features["usermove"] == "1" ? "usermove " : "";
        while (_board!.Moves < match.Actions.Count)
        {
            var action = match.Actions[_board.Moves];
            if (_board.Moves >= _sent) lines.Append(CultureInfo.InvariantCulture, $"{usermove}{MoveName(_board, action)}\n");
            _board.Apply(action);
        }

        if (!_plays) lines.Append("go\n");
        (_seat, _plays) = (seat, true);
        _sent = match.Actions.Count + 1; // with the move that it is going to make
        _thoughts = null;
        _isSearching = true;
        if (_hasResigned) ResignNow();
        else SendGo(Encoding.UTF8.GetBytes(lines.ToString()));
    }

    protected override void StopSearch() => Send("?");

    private void ResignNow()
    {
        _isSearching = false;
        Resign();
    }

    // The squares of a king that castles are the protocol's in standard chess only.
    private static string MoveName(ChessState board, int action)
    {
        var move = ChessMove.Of(action);
        if (!board.Game.IsFischerandom || !board.IsCastling(action)) return move.ToString();
        return move.To > move.From ? "O-O" : "O-O-O";
    }

    private void HearThinking(ReadOnlySpan<byte> line)
    {
        var words = new LineWords(line);
        words.Next(out var word);
        if (word.SequenceEqual("move"u8))
        {
            _isSearching = false;
            words.Next(out var move);
            AnswerMove(move);
        }
        else if (word.SequenceEqual("Illegal"u8) && words.Rest.StartsWith("move"u8))
        {
            _isSearching = false;
            OnEnd($"takes a legal move for none: {Text(line)}");
        }
        else if (word is [>= (byte)'0' and <= (byte)'9', ..])
        {
            var text = Text(line);
            if (ParseThoughts(text) is not null) _thoughts = text;
        }
    }

    // "resign", or the result as its own loss with that word in the comment: "0-1 {White resigns}".
    private bool IsResignation(ReadOnlySpan<byte> line)
    {
        var word = LineWords.First(line);
        return word.SequenceEqual("resign"u8)
            || (word.SequenceEqual(_seat == 0 ? "0-1"u8 : "1-0"u8) && Text(line).Contains("resign", StringComparison.OrdinalIgnoreCase));
    }

    // "9 156 1084 48000 Nf3 Nc6": plies, centipawns, centiseconds, nodes, line.
    private static SearchSummary? ParseThoughts(string line)
    {
        var words = LineWords.Of(line);
        if (words.Length < 4 || !Number(words[0].TrimEnd('.', '&', '+'), out var depth) || !Number(words[1], out var score)) return null;
        var details = new SearchDetails(
            Nodes: long.TryParse(words[3], NumberStyles.None, CultureInfo.InvariantCulture, out var nodes) ? nodes : null,
            Time: Number(words[2], out var centiseconds) ? TimeSpan.FromMilliseconds(10L * centiseconds) : null);
        return Math.Abs(score) < MateScore
            ? new SearchSummary(score, null, depth) { Details = details }
            : new SearchSummary(null, Math.Sign(score) * Math.Max(1, Math.Abs(score) - MateScore), depth) { Details = details };
    }

    private static bool Number(string text, out int number) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    private string Ping() => string.Create(CultureInfo.InvariantCulture, $"ping {++_pings}");

    // Times for a move are whole seconds in this protocol; shorter ones are told as one move with the clock as it stands.
    private static string Level(TimeControl control)
    {
        if (control.MoveTime is { } move)
            return move >= TimeSpan.FromSeconds(1)
                ? string.Create(CultureInfo.InvariantCulture, $"st {Math.Floor(move.TotalSeconds)}\n")
                : "level 1 0:01 0\n";
        var seconds = Math.Max(1, (long)control.Time.TotalSeconds);
        return string.Create(CultureInfo.InvariantCulture,
            $"level {control.Moves} {seconds / 60}:{seconds % 60:00} {control.Increment.TotalSeconds:0.###}\n");
    }

    private static long Centiseconds(IMatchView match, int seat) =>
        Math.Max(1, (long)(match.ClockOf(seat).Remaining.TotalMilliseconds / 10));
}
