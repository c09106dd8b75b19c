using System.Globalization;
using Arena.Cli.Output;
using Arena.Core.Agents;
using Arena.Core.Agents.Programs;
using Arena.Core.Matches;
using Arena.Core.Ratings.Sequential;

namespace Arena.Cli.Matches.Engines;

/// <summary>The lines of a match of engines, as fastchess prints them.</summary>
internal sealed class EngineMatchReport(EngineMatch tournament, TextWriter output)
{
    private const string Line = "--------------------------------------------------";

    private readonly MatchTable _table = new(tournament.Plan);
    private readonly long[] _pairs = new long[5]; // by points of the first engine, times two
    private (int Meeting, double Points, int Games) _pair = (-1, 0, 0);
    private readonly Dictionary<(int First, int Second), ScoreLine> _scores = [];
    private int _played;
    private int _written; // games in the last report

    /// <summary>Counts the first engine's results: of pairs, where each meeting is one.</summary>
    private ScoreCounts Counts(MatchTableRow first) => tournament.Plan.Games == 2
        ? ScoreCounts.Pairs(_pairs[0], _pairs[1], _pairs[2], _pairs[3], _pairs[4])
        : ScoreCounts.Single(first.Wins, first.Draws, first.Losses);

    public void Started(PlannedMatch match) => output.WriteLine(
        $"Started game {match.Index + 1} of {tournament.Plan.Count} ({match.Spec.Agents[0].Name} vs {match.Spec.Agents[1].Name})");

    public void Finished(PlannedMatch match, GameEnd end) => output.WriteLine(
        $"Finished game {match.Index + 1} ({match.Spec.Agents[0].Name} vs {match.Spec.Agents[1].Name}): {end.Result} {{{end.Why}}}");

    /// <summary>Takes in a game; they come in order. True: the sequential test has decided.</summary>
    public bool Add(PlannedMatch match, GameResult game)
    {
        _table.Add(match, game);
        _played++;
        var pair = Pair(match);
        _scores[pair] = _scores.GetValueOrDefault(pair).With(game.Outcomes[match.Agents.IndexOf(pair.First)]);
        if (tournament.Plan.Agents.Length == 2 && tournament.Plan.Games == 2)
            AddToPair(match, game);
        return tournament.Sprt is { } test && test.Report(Counts(First(_table.Rows()))).State != SprtState.Running;
    }

    /// <summary>What is to be told now and then, after a game.</summary>
    public void WriteInterval(PlannedMatch match)
    {
        if (tournament.ScoreInterval > 0 && _played % tournament.ScoreInterval == 0)
        {
            var pair = Pair(match);
            output.WriteLine($"Score of {Name(pair.First)} vs {Name(pair.Second)}: {_scores[pair]}");
        }

        if (tournament.ReportInterval > 0 && _played % tournament.ReportInterval == 0)
            Write();
    }

    /// <summary>The report at the end, unless there is nothing to tell that was not told after the last game.</summary>
    public void WriteLast()
    {
        if (_written < _played)
            Write();
    }

    private void Write()
    {
        _written = _played;
        output.WriteLine(Line);
        var rows = _table.Rows();
        if (rows.Count == 2)
            WritePair(First(rows));
        else
            WriteTable(rows);
        WriteFaults(rows);
        output.WriteLine(Line);
    }

    private MatchTableRow First(IReadOnlyList<MatchTableRow> rows) =>
        rows.Single(row => row.Agent == tournament.Plan.Agents[0].Name);

    private static (int First, int Second) Pair(PlannedMatch match) => (match.Agents.Min(), match.Agents.Max());

    private string Name(int agent) => tournament.Plan.Agents[agent].Name;

    private void AddToPair(PlannedMatch match, GameResult game)
    {
        if (_pair.Meeting != match.Meeting)
            _pair = (match.Meeting, Points: 0, Games: 0);
        var points = game.Outcomes[match.Agents.IndexOf(0)] switch { Outcome.Win => 1, Outcome.Draw => 0.5, _ => 0 };
        _pair = (match.Meeting, _pair.Points + points, _pair.Games + 1);
        if (_pair.Games == 2)
            _pairs[(int)(2 * _pair.Points)]++;
    }

    private void WritePair(MatchTableRow row)
    {
        var counts = Counts(row);
        var estimate = MatchEstimate.Of(counts);
        var (elo, nElo) = ((estimate.Elo, estimate.EloError), (estimate.NormalizedElo, estimate.NormalizedEloError));
        WriteLine($"Results of {row.Agent} vs {tournament.Plan.Agents[1].Name} ({Clocks()}):");
        WriteLine($"Elo: {WithError(elo)}, nElo: {WithError(nElo)}");
        WriteLine($"LOS: {100 * estimate.Superiority:0.00} %, DrawRatio: {Share(100.0 * row.Draws, row):0.00} %");
        output.Write($"Games: {row.Games}, Wins: {row.Wins}, Losses: {row.Losses}, Draws: {row.Draws}, ");
        WriteLine($"Points: {row.Points:0.0} ({Share(100 * row.Points, row):0.00} %)");
        if (counts.Paired)
            WriteLine($"Ptnml(0-2): [{string.Join(", ", counts.Counts)}]");
        if (tournament.Sprt is { } test)
            WriteTest(test, test.Report(counts));
    }

    private void WriteTest(SprtTest test, SprtReport report)
    {
        var decision = report.State switch
        {
            SprtState.AcceptH0 => " H0 accepted",
            SprtState.AcceptH1 => " H1 accepted",
            _ => "",
        };
        var (llr, lower, upper) = (report.Llr, report.Lower, report.Upper);
        WriteLine($"LLR: {llr:0.00} ({lower:0.00}, {upper:0.00}) [{test.Elo0:0.00}, {test.Elo1:0.00}]{decision}");
    }

    private void WriteTable(IReadOnlyList<MatchTableRow> rows) => TextTable.Write(
        output,
        [">Rank", "Name", ">Elo", ">+/-", ">Games", ">Score", ">Draw"],
        rows.Select(row =>
        {
            var estimate = MatchEstimate.Of(ScoreCounts.Single(row.Wins, row.Draws, row.Losses));
            return new object[]
            {
                row.Rank,
                row.Agent,
                Number(estimate.Elo),
                Number(estimate.EloError),
                row.Games,
                Percent(Share(row.Points, row)),
                Percent(Share(row.Draws, row)),
            };
        }));

    private void WriteFaults(IReadOnlyList<MatchTableRow> rows)
    {
        if (rows.All(row => row.Forfeits == 0))
            output.WriteLine("No crashes, time losses or illegal moves");
        foreach (var (agent, faults) in rows.Where(row => row.Forfeits > 0).Select(row => (row.Agent, row.Faults)))
        {
            var crashes = faults.Crashes + faults.Disconnects;
            output.WriteLine($"{agent}: {Count(crashes, "crash", "crashes")}, {Count(faults.Timeouts, "time loss", "time losses")}, "
                + Count(faults.Illegal, "illegal move", "illegal moves"));
        }
    }

    private static string Count(int count, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");

    private string Clocks() => string.Join(" - ", tournament.Plan.Agents.Select(Clock).Distinct());

    private static string Clock(AgentDefinition agent) =>
        agent.Program is AgentProgram.Engine engine ? engine.Spec.TimeControl?.ToString() ?? "no clock" : "";

    private void WriteLine(FormattableString line) => output.WriteLine(FormattableString.Invariant(line));

    private static double Share(double part, MatchTableRow row) => row.Games == 0 ? 0 : part / row.Games;

    private static string WithError((double? Value, double? Error) estimate) =>
        estimate.Error is null ? Number(estimate.Value) : $"{Number(estimate.Value)} +/- {Number(estimate.Error)}";

    private static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + "%";

    private static string Number(double? value) => value?.ToString("0.00", CultureInfo.InvariantCulture) ?? "-";
}
