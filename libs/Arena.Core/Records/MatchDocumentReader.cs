using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Arena.Core.Games;
using Arena.Core.Leagues.Document;
using Arena.Core.Matches;

namespace Arena.Core.Records;

/// <summary>
/// Reads match records. What is no record, or cannot be one, is an error that names every fault; what merely cannot be
/// true (an illegal move, a wrong score) is read, for <see cref="MatchReplay"/> to find.
/// </summary>
public static class MatchDocumentReader
{
    private const string Move =
        "{ by, action, name, us, eval }: a seat or \"chance\", a whole number from 0, text, microseconds, centipawns";

    private static readonly string[] _own =
    [
        "format", "league", "match", "node", "recordedAt", "durationUs", "ledger", "moves", "scores", "verdicts",
        "reason", "ruling", "hash", "seal", "parts",
    ];

    private static readonly string[] _ofLeagues = ["match", "node", "recordedAt", "durationUs", "ledger"];

    private static readonly string[] _ofMoves = ["by", "action", "name", "us", "eval"];

    /// <exception cref="FormatException">It is no match record; the message has a line for each fault, with its JSON path.</exception>
    public static MatchDocument Parse(string json)
    {
        using var parsed = RecordJson.Parse(json);
        var faults = new FaultList();
        var fields = RecordJson.Root(parsed, faults);
        if (fields.Text("format", $"\"{MatchDocument.Format}\"") is { } format && format != MatchDocument.Format)
            fields.Fault(
                "format",
                $"found \"{JsonFields.Short(format)}\"; this program reads \"{MatchDocument.Format}\"");
        if (faults.Count > 0) throw RecordJson.Faulty(faults);

        fields.AllowOnly([.. _own, .. MatchSpecReader.Known]);
        var spec = new MatchSpecReader(faults).Read(fields);
        var moves = RecordFields.Array(fields, "moves", Move, ReadMove);
        CheckMoves(fields, faults);
        var record = ReadRecord(fields, spec, moves);
        var origin = ReadOrigin(fields);
        ImmutableArray<string> changed = spec is null || record is null ? [] : ReadParts(fields, spec, record);
        if (spec is null || record is null || faults.Count > 0) throw RecordJson.Faulty(faults);
        return new MatchDocument
        {
            Spec = spec, Record = record, Origin = origin,
            Written = [.. moves.Select(move => new WrittenMove(move.By, move.Name))],
            ChangedParts = changed,
        };
    }

    private static MatchRecord? ReadRecord(JsonFields fields, MatchSpec? spec, ImmutableArray<MoveEntry> moves)
    {
        var scores = RecordFields.Array(fields, "scores", "numbers", Score);
        var verdicts = RecordFields.Array(fields, "verdicts", $"verdicts: {VerdictText.All}", e => VerdictText.Parse(JsonFields.TextOf(e)));
        var contents = RecordFields.Array(fields, "agents", "agents with their content, a SHA-256", ReadContent);
        var (reason, ruling) = (fields.Text("reason"), fields.Text("ruling"));
        var hash = RecordFields.Hash(fields, "hash");
        var seal = fields.TryGet("seal", out _) ? RecordFields.Hash(fields, "seal") : [];
        if (spec is null) return null;
        var seats = spec.Game.Type.Seats;
        if (scores.Length != seats) fields.Fault("scores", $"found {scores.Length}; {spec.Game.Type.Name} has {seats} seats");
        if (verdicts.Length != seats) fields.Fault("verdicts", $"found {verdicts.Length}; {spec.Game.Type.Name} has {seats} seats");
        if (scores.Length != seats || verdicts.Length != seats || contents.Length != seats) return null;
        return new MatchRecord
        {
            Scores = scores,
            Verdicts = verdicts,
            Outcomes = Judgement.OfSeats(scores, verdicts),
            Reason = reason,
            Adjudication = ruling,
            Moves = CountMoves(spec, moves),
            Transcript = Transcript.Write([.. moves.Select(move => (long)move.Action)]),
            MoveTimes = [.. moves.Where(move => move.Microseconds is not null).Select(move => move.Microseconds!.Value)],
            Evaluations = ReadEvaluations(spec, moves),
            AgentHashes = [.. contents.Select(content => content.Hash)],
            Epoch = spec.Epoch,
            Hash = hash,
            Seal = seal,
        };
    }

    // As the game counts them; as far as they can be played.
    private static int CountMoves(MatchSpec spec, ImmutableArray<MoveEntry> moves)
    {
        var walk = new MatchWalk(spec, ReadEvaluations(spec, moves));
        foreach (var move in moves)
        {
            if (!walk.IsLegal(move.Action)) break;
            walk.Play(move.Action);
        }

        return walk.State.Moves;
    }

    private static ImmutableArray<int?> ReadEvaluations(MatchSpec spec, ImmutableArray<MoveEntry> moves) =>
        spec.Adjudication is { Listens: true } || moves.Any(move => move.Evaluation is not null)
            ? [.. moves.Where(move => move.Microseconds is not null).Select(move => move.Evaluation)]
            : [];

    private static MatchOrigin? ReadOrigin(JsonFields fields)
    {
        if (fields.Text("league") is not { } league)
        {
            foreach (var field in _ofLeagues.Where(field => fields.TryGet(field, out _)))
                fields.Fault(field, "this says where a league's match comes from, and there is no \"league\"");
            return null;
        }

        var ledger = fields.Object("ledger");
        ledger?.AllowOnly("sequence", "hash");
        var recordedAt = fields.Text("recordedAt", "a time");
        if (!DateTimeOffset.TryParse(recordedAt, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            fields.Fault("recordedAt", "wanted a time such as 2026-01-02T03:04:05.678901Z");
        return new MatchOrigin(
            league, fields.Integer("match", 0, LeagueLimits.Matches) ?? 0, fields.Text("node", "the name of a node") ?? "", at,
            RecordFields.Number(fields, "durationUs") ?? 0, ledger is null ? 0 : RecordFields.Number(ledger, "sequence") ?? 0,
            ledger is null ? "" : Convert.ToHexStringLower(RecordFields.Hash(ledger, "hash")));
    }

    private static ImmutableArray<string> ReadParts(JsonFields fields, MatchSpec spec, MatchRecord record)
    {
        if (fields.Object("parts") is not { } parts) return [];
        var wanted = MatchParts.Of(spec, record).ToArray();
        parts.AllowOnly([.. wanted.Select(part => part.Key)]);
        return [.. wanted.Where(part => parts.Text(part.Key) != part.Value).Select(part => part.Key)];
    }

    private static void CheckMoves(JsonFields fields, FaultList faults)
    {
        if (!fields.TryGet("moves", out var moves) || moves.ValueKind != JsonValueKind.Array) return;
        foreach (var (index, move) in moves.EnumerateArray().Index())
        {
            if (move.ValueKind == JsonValueKind.Object)
                new JsonFields(move, $"$.moves[{index}]", faults).AllowOnly(_ofMoves);
        }
    }

    private static double? Score(JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out var score) && double.IsFinite(score) ? score : null;

    private static Content? ReadContent(JsonElement agent) =>
        agent.ValueKind == JsonValueKind.Object && agent.TryGetProperty("content", out var content)
        && JsonFields.TextOf(content) is { Length: 64 } text && text.All(char.IsAsciiHexDigit)
            ? new Content(Convert.FromHexString(text))
            : null;

    private static MoveEntry? ReadMove(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object
            || !element.TryGetProperty("action", out var value) || value.ValueKind != JsonValueKind.Number
            || !value.TryGetInt32(out var action) || action < 0)
            return null;
        int? by = null;
        if (element.TryGetProperty("by", out var mover))
        {
            if (JsonFields.TextOf(mover) == "chance") by = Turn.Chance;
            else if (mover.ValueKind == JsonValueKind.Number && mover.TryGetInt32(out var seat) && seat >= 0) by = seat;
            else return null;
        }

        long? us = null;
        if (element.TryGetProperty("us", out var time))
        {
            if (time.ValueKind != JsonValueKind.Number || !time.TryGetInt64(out var microseconds) || microseconds < 0) return null;
            us = microseconds;
        }

        int? evaluation = null;
        if (element.TryGetProperty("eval", out var said))
        {
            if (said.ValueKind != JsonValueKind.Number || !said.TryGetInt32(out var centipawns)) return null;
            evaluation = centipawns;
        }

        var named = element.TryGetProperty("name", out var name) ? JsonFields.TextOf(name) ?? "" : null;
        return new MoveEntry(by, action, named, us, evaluation);
    }

    private readonly record struct Content(byte[] Hash);

    private readonly record struct MoveEntry(int? By, int Action, string? Name, long? Microseconds, int? Evaluation);
}
