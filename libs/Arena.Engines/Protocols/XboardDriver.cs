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
/// Speaks the Chess Engine Communication Protocol, version 2 (Mann and Muller 2009), to engines that know "feature".
/// Nothing ponders; what an engine claims of the result is not asked for, the referee knows the rules.
/// </summary>
internal sealed class XboardDriver(EngineSpec spec, string name, EngineOptions options, TimeProvider time, EngineLog log)
    : EngineDriver(spec, name, options, time, log)
{
    private const int MateScore = 100_000;
    private const string Fischerandom = "fischerandom";

    private readonly XboardFeatures _features = new();
    private int _sent;         // actions of the match that it knows, its own among them
    private ChessState? _board; // the match as far as it was told
    private bool _plays;       // not in force mode: it answers a move with a move
    private int _pings;
    private volatile bool _isSearching;
    private string? _thoughts;

    public override SearchSummary? LastSearch => _thoughts is null ? null : ParseThoughts(_thoughts);

    protected override string Farewell => "quit";

    public override async Task BeginAsync(MatchSpec match, int seat, CancellationToken cancellationToken)
    {
        (_sent, _plays, _thoughts) = (0, false, null);
        if (match.Opening.State is not null && _features["setboard"] != "1")
            throw new AgentUnavailableException(
                $"the engine '{Name}' cannot start from a given position (no feature setboard)", passing: false);
        var lines = new StringBuilder("new\n").Append(Variant((ChessGame)match.Game)).Append("easy\npost\nforce\n");
        _board = (ChessState)(match.Opening.State is { } fen ? match.Game.ParseState(fen) : match.Game.NewState());
        if (match.Opening.State is not null) lines.Append(CultureInfo.InvariantCulture, $"setboard {_board}\n");
        lines.Append(Level(match.TimeControlOf(seat)));
        if (Spec.Depth is { } depth) lines.Append(CultureInfo.InvariantCulture, $"sd {depth}\n");
        if (_features["ping"] == "1") await AskAsync(lines + Ping(), "pong", cancellationToken).ConfigureAwait(false);
        else Send(Encoding.UTF8.GetBytes(lines.ToString()));
    }

    private string Variant(ChessGame chess)
    {
        if (!chess.IsFischerandom) return "";
        return _features["variants"].Split(',', StringSplitOptions.TrimEntries).Contains(Fischerandom)
            ? $"variant {Fischerandom}\n"
            : throw new AgentUnavailableException(
                $"the engine '{Name}' cannot play Chess960 (no {Fischerandom} among its feature variants)", passing: false);
    }

    public override void OnLine(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("feature "u8))
        {
            _features.Add(Text(line["feature "u8.Length..]));
            if (_features.IsDone) Answer("");
        }
        else if (line.StartsWith("pong "u8))
        {
            if (!_isSearching && Text(line["pong "u8.Length..]).Trim() == _pings.ToString(CultureInfo.InvariantCulture)) Answer("");
        }
        else if (_isSearching)
        {
            HearThinking(line);
        }
    }

    protected override async Task GreetAsync(CancellationToken cancellationToken)
    {
        await AskAsync("xboard\nprotover 2", "feature done=1", cancellationToken).ConfigureAwait(false);
        var settings = new StringBuilder();
        foreach (var (optionName, value) in Spec.Options)
        {
            var option = _features.Options.FirstOrDefault(o => o.Equals(optionName, StringComparison.OrdinalIgnoreCase))
                ?? throw new AgentUnavailableException(
                    $"the engine '{Name}' has no option '{optionName}'{NearMiss.Hint(optionName, _features.Options)}", passing: false);
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
        _plays = true;
        _sent = match.Actions.Count + 1; // with the move that it is going to make
        _thoughts = null;
        _isSearching = true;
        Send(Encoding.UTF8.GetBytes(lines.ToString()));
    }

    protected override void StopSearch() => Send("?");

    // The squares of a king that castles are the protocol's in standard chess only.
    private static string MoveName(ChessState board, int action)
    {
        var move = ChessMove.Of(action);
        if (!board.Game.IsFischerandom || !board.IsCastling(action)) return move.ToString();
        return move.To > move.From ? "O-O" : "O-O-O";
    }

    private void HearThinking(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("move "u8))
        {
            _isSearching = false;
            Answer(Text(line["move "u8.Length..]).Trim());
        }
        else if (line.StartsWith("resign"u8))
        {
            _isSearching = false;
            OnEnd("resigned");
        }
        else if (line.StartsWith("Illegal move"u8))
        {
            _isSearching = false;
            OnEnd($"takes a legal move for none: {Text(line)}");
        }
        else if (line.Length is > 0 and < 1024 && (line[0] is (byte)' ' or (>= (byte)'0' and <= (byte)'9')))
        {
            var text = Text(line);
            if (ParseThoughts(text) is not null) _thoughts = text;
        }
    }

    // "9 156 1084 48000 Nf3 Nc6": plies, centipawns, centiseconds, nodes, line.
    private static SearchSummary? ParseThoughts(string line)
    {
        var tokens = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (tokens.Length < 4 || !Number(tokens[0].TrimEnd('.', '&', '+'), out var depth) || !Number(tokens[1], out var score)) return null;
        return Math.Abs(score) < MateScore
            ? new SearchSummary(score, null, depth)
            : new SearchSummary(null, Math.Sign(score) * Math.Max(1, Math.Abs(score) - MateScore), depth);
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
