using System.Collections.Immutable;
using System.Globalization;
using Arena.Core.Games;
using Arena.Core.Matches;
using Arena.Core.Primitives;

namespace Arena.Core.Records;

/// <summary>
/// Plays a recorded match again and compares: chance against the seed, moves against the rules and against what the
/// built-in agents do when they are asked again, then times, verdicts, scores, hash and seal.
/// </summary>
public sealed class MatchReplay
{
    private readonly MatchSpec _spec;
    private readonly MatchRecord _record;
    private readonly ImmutableArray<WrittenMove> _written;
    private readonly MatchWalk _walk;
    private readonly Dice _environment;
    private readonly AskedAgents _agents;
    private readonly ImmutableArray<ReplayDifference>.Builder _differences = ImmutableArray.CreateBuilder<ReplayDifference>();
    private readonly List<string> _notes = [];

    private MatchReplay(MatchDocument document)
    {
        (_spec, _record, _written) = (document.Spec, document.Record, document.Written);
        _walk = new MatchWalk(_spec, _record.Evaluations);
        _environment = new Dice(_spec.EnvironmentSeed);
        _agents = new AskedAgents(_spec, _notes);
    }

    /// <summary>Re-executes the match.</summary>
    /// <param name="document">The match.</param>
    /// <param name="cancellationToken">Ends it; agents may take long.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static ReplayReport Run(MatchDocument document, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        var replay = new MatchReplay(document);
        foreach (var part in document.ChangedParts)
            replay.Differ(part, "with a checksum", "which is not that of what stands there: it was changed in this file");
        var played = replay.Play(cancellationToken);
        if (played >= 0) replay.CompareEnd(cancellationToken);
        replay.CompareHashes();
        return new ReplayReport(replay._differences.ToImmutable(), [.. replay._notes], Math.Max(played, 0), replay._agents.Asked);
    }

    /// <summary>Actions played; -1 when an illegal one or the end came before the last.</summary>
    private int Play(CancellationToken cancellationToken)
    {
        List<int> actions;
        try
        {
            actions = Transcript.Read(_record.Transcript);
        }
        catch (FormatException broken)
        {
            Differ("moves", "as bytes", broken.Message);
            return -1;
        }

        for (var i = 0; i < actions.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!Play(i, actions[i], cancellationToken)) return -1;
        }

        return actions.Count;
    }

    private bool Play(int index, int action, CancellationToken cancellationToken)
    {
        var where = Where(index);
        if (_walk.Next == Turn.Terminal)
        {
            Differ(
                where, $"action {action}",
                $"the match was over after {_walk.State.Moves} moves{(_walk.Ruling is { } ruling ? $", by {ruling.Why}" : "")}");
            return false;
        }

        if (!_walk.IsLegal(action))
        {
            Differ(where, $"action {action}", $"that is illegal there; legal were {Legal()}");
            return false;
        }

        CompareWritten(index, where, action);
        var expected = _walk.Next == Turn.Chance
            ? _walk.State.RollChance(_environment)
            : _walk.Given ?? _agents.Ask(_walk.State, _walk.Next, cancellationToken);
        if (expected is { } asked && asked != action)
        {
            Differ(where, Name(action), Instead(asked));

            // From here on it would be asked about another match.
            if (_walk.Next != Turn.Chance && _walk.Given is null) _agents.Excuse(_walk.Next);
        }

        _walk.Play(action);
        return true;
    }

    // What should stand where something else does.
    private string Instead(int expected)
    {
        if (_walk.Next == Turn.Chance) return $"the seed gives {Name(expected)}";
        if (_walk.Given is not null) return $"the opening has {expected}";
        var agent = $"asked again, {_spec.Agents[_walk.Next].Name}";
        if (expected == AskedAgents.Failed) return $"{agent} fails";
        return _walk.State.IsLegal(_walk.Next, expected)
            ? $"{agent} plays {Name(expected)}"
            : $"{agent} plays the illegal action {expected}";
    }

    private void CompareWritten(int index, string where, int action)
    {
        if (index >= _written.Length) return;
        var (by, name) = _written[index];
        if (by is { } mover && mover != _walk.Next) Differ(where, $"by {Seat(mover)}", $"it was the turn of {Seat(_walk.Next)}");
        if (name is not null && name != _walk.State.ActionName(_walk.Next, action))
            Differ(where, $"action {action} under the name \"{name}\"", $"its name is \"{_walk.State.ActionName(_walk.Next, action)}\"");
    }

    private void CompareEnd(CancellationToken cancellationToken)
    {
        var state = _walk.State;
        if (_walk.WithinTurn) Differ("moves", "an end within a turn", $"{_spec.Game.Type.Seats} agents choose in each turn");
        if (_record.Moves != state.Moves) Differ("moves", Number(_record.Moves), $"there are {Number(state.Moves)}");
        if (_record.MoveTimes.Length != _walk.Timed)
            Differ("times", $"{_record.MoveTimes.Length} times", $"agents took {_walk.Timed} actions");
        CompareRuling();
        if (IsLost) CompareLoss(cancellationToken);
        else if (_record.Reason is not null) Differ("reason", $"\"{_record.Reason}\"", "nobody has forfeited");
        else if (_walk.Next != Turn.Terminal) Differ("verdicts", "ok for all", $"the match is not over after {state.Moves} moves");

        for (var seat = 0; seat < _record.Scores.Length; seat++)
        {
            var score = ScoreOf(seat);
            if (_walk.Next != Turn.Terminal && !IsLost) break; // no score yet
            if (BitConverter.DoubleToInt64Bits(score) != BitConverter.DoubleToInt64Bits(_record.Scores[seat]))
                Differ($"scores (seat {seat}, {_spec.Agents[seat].Name})", Number(_record.Scores[seat]), $"it is {Number(score)}");
        }
    }

    private bool IsLost => _record.Verdicts.Any(verdict => verdict != Verdict.Ok);

    private double ScoreOf(int seat)
    {
        if (_walk.Ruling is { } ruling) return ruling.ScoreOf(seat);
        return Judgement.ScoreOf(_walk.State, seat, _record.Verdicts.AsSpan());
    }

    private void CompareRuling()
    {
        var listens = _spec.Adjudication is { Listens: true };
        if (_record.Evaluations.Length != (listens ? _walk.Timed : 0))
        {
            var wanted = listens ? $"agents took {_walk.Timed} actions" : "no rule of adjudication asks for any";
            Differ("evaluations", $"{_record.Evaluations.Length} of them", wanted);
        }

        if (_record.Adjudication != _walk.Ruling?.Why)
        {
            var wanted = _walk.Ruling is { } ruling ? $"by the rules it is {ruling.Why}" : "by the rules there is none";
            Differ("ruling", _record.Adjudication ?? "none", wanted);
        }
    }

    private void CompareLoss(CancellationToken cancellationToken)
    {
        if (_record.Forfeited && _record.Reason is null) Differ("reason", "none", "somebody has forfeited");
        if (!_record.Forfeited && _record.Reason is not null) Differ("reason", $"\"{_record.Reason}\"", "nobody has forfeited");
        if (_walk.Next == Turn.Terminal)
        {
            Differ("verdicts", _record.Forfeited ? "a forfeit" : "a resignation", $"the match was over after {_walk.State.Moves} moves");
            return;
        }

        for (var seat = 0; seat < _record.Verdicts.Length; seat++)
        {
            var verdict = _record.Verdicts[seat];
            var awaited = _walk.State.CurrentSeat == Turn.Simultaneous || _walk.Next == seat;
            if (verdict != Verdict.Ok && !awaited)
                Differ($"verdicts (seat {seat}, {_spec.Agents[seat].Name})", VerdictText.Of(verdict), "it was not its turn");
            else if (awaited && _agents.Behaves(_walk.State, seat, cancellationToken) is { } behaviour && !Agrees(behaviour, verdict))
                Differ($"verdicts (seat {seat}, {_spec.Agents[seat].Name})", VerdictText.Of(verdict), $"asked again, it {behaviour.Text}");
        }
    }

    // Who was late once need not be so again.
    private static bool Agrees(Behaviour behaviour, Verdict verdict) =>
        behaviour.Verdict == verdict || verdict == Verdict.Timeout || (behaviour.Verdict == Verdict.Timeout && verdict == Verdict.Ok);

    private void CompareHashes()
    {
        var others = _differences.Count > 0;
        var hash = MatchHashes.OfMatch(_spec, _record.Transcript, _record.Scores.AsSpan(), _record.Verdicts.AsSpan(), _record.Evaluations);
        if (!hash.AsSpan().SequenceEqual(_record.Hash))
        {
            var rules = _spec.Adjudication is null ? "" : "the rules of adjudication, an evaluation, ";
            var changed = $": the game, its parameters, the opening, {rules}the seed or an agent was changed";
            Differ(
                "hash", Convert.ToHexStringLower(_record.Hash),
                $"that of what stands there is {Convert.ToHexStringLower(hash)}{(others ? "" : changed)}");
        }

        var seal = MatchHashes.SealOf(_record);
        if (_record.Seal.Length == 0) _notes.Add("the record has no seal: times, reason and what the agents were made of are not covered");
        else if (!seal.AsSpan().SequenceEqual(_record.Seal))
        {
            Differ("seal", Convert.ToHexStringLower(_record.Seal), hash.AsSpan().SequenceEqual(_record.Hash) && !others
                ? "a time, the reason, the epoch or what an agent was made of was changed"
                : $"that of what stands there is {Convert.ToHexStringLower(seal)}");
        }

        CompareAgents();
    }

    private void CompareAgents()
    {
        for (var seat = 0; seat < _record.AgentHashes.Length; seat++)
        {
            var agent = _spec.Agents[seat];
            if (agent.IsSelfContained && !MatchHashes.OfAgent(agent, content: null).AsSpan().SequenceEqual(_record.AgentHashes[seat]))
                _notes.Add(
                    $"{agent.Name} (seat {seat}) was not the {agent.Strategy} of this program's version, {MatchHashes.ProgramVersion}");
        }
    }

    private void Differ(string where, string recorded, string found) => _differences.Add(new(where, recorded, found));

    private string Where(int index) => _walk.Next switch
    {
        Turn.Terminal => $"action {index}",
        Turn.Chance => $"chance after move {_walk.State.Moves} (action {index})",
        var seat => $"move {_walk.State.Moves} ({Seat(seat)})",
    };

    private string Seat(int seat) => seat == Turn.Chance ? "chance" :
        seat >= 0 && seat < _spec.Agents.Length ? $"seat {seat}, {_spec.Agents[seat].Name}" : $"seat {seat}";

    private string Name(int action) => _walk.State.ActionName(_walk.Next, action);

    private string Legal()
    {
        var legal = new int[_spec.Game.MaxLegalActions];
        var count = _walk.State.LegalActions(_walk.Next, legal);
        return string.Join(", ", legal.Take(count).Select(action => $"{action} ({Name(action)})"));
    }

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
}
