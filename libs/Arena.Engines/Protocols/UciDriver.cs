using System.Globalization;
using System.Text;
using Arena.Core.Agents;
using Arena.Core.Agents.Programs;
using Arena.Core.Clocks;
using Arena.Core.Games.Chess;
using Arena.Core.Matches;

namespace Arena.Engines.Protocols;

/// <summary>Speaks the Universal Chess Interface (Huber and Meyer-Kahlen, April 2006). Nothing ponders.</summary>
internal sealed class UciDriver(EngineSpec spec, string name, EngineOptions options, TimeProvider time, EngineLog log)
    : EngineDriver(spec, name, options, time, log)
{
    private const string Chess960 = "UCI_Chess960";
    private static readonly TimeSpan _mostHaste = TimeSpan.FromMilliseconds(100);

    private readonly List<UciOption> _announced = [];
    private readonly LineBuffer _info = new();    // the last evaluation's line
    private readonly LineBuffer _lines = new();   // the position, and while it is sent, what to search
    private string _searchLimits = "";
    private int _sent;      // actions of the match that are in the position line
    private bool _playsFischerandom;
    private volatile string _wanted = "";         // the word that answers, when it is not a move
    private volatile bool _isSearching;

    public override SearchSummary? LastSearch => UciInfo.Parse(_info.Written);

    protected override string Farewell => "quit";

    public override Task BeginAsync(MatchSpec match, int seat, CancellationToken cancellationToken)
    {
        var variant = Castling((ChessGame)match.Game);
        _lines.Length = 0;
        Write(Start(match));
        _sent = 0;
        _info.Length = 0;
        return AskForAsync($"{variant}ucinewgame\nisready", "readyok", NewGameTimeout, cancellationToken);
    }

    // Engines of one match are used in the next, which may be another chess.
    private string Castling(ChessGame chess)
    {
        if (chess.IsFischerandom == _playsFischerandom) return "";
        if (UciOption.Find(_announced, Chess960).Option is null)
            throw new AgentUnavailableException($"the engine '{Name}' cannot play Chess960 (no option {Chess960})", passing: false);
        _playsFischerandom = chess.IsFischerandom;
        return $"setoption name {Chess960} value {(_playsFischerandom ? "true" : "false")}\n";
    }

    // In Chess960 engines expect Shredder's letters for castling, in standard chess they may know no others than KQkq.
    private static string Start(MatchSpec match)
    {
        if (match.Opening.State is not { } fen) return "position startpos";
        var state = (ChessState)match.Game.ParseState(fen);
        return $"position fen {(state.Game.IsFischerandom ? state.ToShredderFen() : state.ToString())}";
    }

    public override void OnLine(ReadOnlySpan<byte> line, long at)
    {
        var words = new LineWords(line);
        words.Next(out var word);
        if (word.SequenceEqual("info"u8))
        {
            if (_isSearching && IsNew(at) && UciInfo.HasEvaluation(line)) _info.Set(line);
        }
        else if (word.SequenceEqual("bestmove"u8))
        {
            if (!_isSearching || !IsNew(at)) return;
            _isSearching = false;
            words.Next(out var move);
            AnswerMove(move);
        }
        else if (word.SequenceEqual("readyok"u8) || word.SequenceEqual("uciok"u8))
        {
            if (!_isSearching && IsNew(at) && Text(word) == _wanted) Answer("");
        }
        else if (word.SequenceEqual("option"u8) && _announced.Count < 1000 && UciOption.Parse(Text(line)) is { } option)
        {
            _announced.Add(option);
        }
    }

    protected override async Task GreetAsync(CancellationToken cancellationToken)
    {
        await AskForAsync("uci", "uciok", StartTimeout, cancellationToken).ConfigureAwait(false);
        var settings = new StringBuilder();
        if (!Spec.Options.Keys.Contains("Ponder", StringComparer.OrdinalIgnoreCase)
            && UciOption.Find(_announced, "Ponder").Option is not null)
            settings.Append("setoption name Ponder value false\n");
        foreach (var (optionName, value) in Spec.Options)
        {
            var (option, fault) = UciOption.Find(_announced, optionName);
            if (option is null)
            {
                Lacks(optionName, fault);
                continue;
            }

            if (option.Fault(value) is { } wrong) throw new AgentUnavailableException($"the engine '{Name}': {wrong}", passing: false);
            settings.Append(CultureInfo.InvariantCulture,
                $"setoption name {option.Name}{(option.Type == "button" ? "" : $" value {value}")}\n");
        }

        // Somebody may have asked for it; every match then sets what it wants.
        _playsFischerandom = Spec.Options.Any(o => o.Key.Equals(Chess960, StringComparison.OrdinalIgnoreCase) && o.Value == "true");
        var nodes = Spec.Nodes is { } n ? string.Create(CultureInfo.InvariantCulture, $" nodes {n}") : "";
        var depth = Spec.Depth is { } d ? string.Create(CultureInfo.InvariantCulture, $" depth {d}") : "";
        _searchLimits = nodes + depth;
        await AskForAsync(settings + "isready", "readyok", ReadyTimeout, cancellationToken).ConfigureAwait(false);
    }

    protected override void AskForMove(IMatchView match, ChessState state, int seat)
    {
        if (_sent == 0 && match.Actions.Count > 0) Write(" moves");
        for (; _sent < match.Actions.Count; _sent++)
        {
            Write(" ");
            Write(ChessMove.Of(match.Actions[_sent]).ToString());
        }

        // One write for both lines; the next position goes on where this one ends.
        var length = _lines.Length;
        Write("\ngo");
        Write(Limits(match, seat));
        Write("\n");
        _info.Length = 0;
        _isSearching = true;
        SendGo(_lines.Written);
        _lines.Length = length;
    }

    protected override void StopSearch() => Send("stop");

    private Task AskForAsync(string lines, string wanted, TimeSpan patience, CancellationToken cancellationToken)
    {
        _wanted = wanted;
        return AskAsync(lines, wanted, patience, cancellationToken);
    }

    private void Write(string text) => _lines.Write(text);

    private string Limits(IMatchView match, int seat)
    {
        var clock = match.ClockOf(seat);
        if (clock.Control.MoveTime is { } moveTime)
        {
            // An engine that is told only what to search has all its time to do it in.
            if (_searchLimits.Length > 0 && Spec.TimeControl is null) return _searchLimits;
            return string.Create(CultureInfo.InvariantCulture,
                $" movetime {Milliseconds(clock.Control.Margin > TimeSpan.Zero ? moveTime : moveTime - Haste(moveTime))}{_searchLimits}");
        }

        var (white, black) = (match.ClockOf(0), match.ClockOf(1));
        var text = string.Create(
            CultureInfo.InvariantCulture, $" wtime {Milliseconds(white.Remaining)} btime {Milliseconds(black.Remaining)}");
        if (white.Control.Increment > TimeSpan.Zero || black.Control.Increment > TimeSpan.Zero)
            text += string.Create(CultureInfo.InvariantCulture,
                $" winc {white.Control.Increment.TotalMilliseconds:0} binc {black.Control.Increment.TotalMilliseconds:0}");
        if (clock.MovesToGo > 0) text += string.Create(CultureInfo.InvariantCulture, $" movestogo {clock.MovesToGo}");
        return text + _searchLimits;
    }

    // Where no margin is given, the answer's way has to fit into the move's own time.
    private static TimeSpan Haste(TimeSpan moveTime) => moveTime / 10 < _mostHaste ? moveTime / 10 : _mostHaste;

    private static long Milliseconds(TimeSpan time) => Math.Max(1, (long)time.TotalMilliseconds);
}
