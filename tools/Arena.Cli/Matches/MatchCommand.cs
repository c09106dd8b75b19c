using System.CommandLine;
using Arena.Cli.Output;
using Arena.Cli.Matches.Engines;
using Arena.Core.Games;
using Arena.Core.Leagues.Document;
using Arena.Core.Matches;

namespace Arena.Cli.Matches;

/// <summary><c>arena match</c>: agents against each other in this process; nothing is started, nothing is kept.</summary>
internal static class MatchCommand
{
    private const int MostOpeningPlies = 1_000;

    public static Command Create()
    {
        var game = new Option<string>("--game") { Description = GameArgument.Help, HelpName = "GAME", Required = true };
        var agents = new Option<string[]>("--agents")
        {
            Description = AgentArgument.Help,
            HelpName = "A,B",
            DefaultValueFactory = _ => [],
        };
        var parameters = GameArgument.Parameters();
        var rounds = Count("--rounds", "How often everybody meets everybody.", 1, LeagueLimits.Matches);
        var games = new Option<int?>("--games")
        {
            Description = "Games of a meeting, with seats swapped between them. Default: one from each seat.",
            HelpName = "N",
            CustomParser = result => CommonOptions.Number("--games", 1, 1_000)(result),
        };
        var seed = new Option<ulong>("--seed")
        {
            Description = "Where all randomness comes from.",
            HelpName = "S",
            CustomParser = CommonOptions.Number("--seed", ulong.MinValue, ulong.MaxValue),
        };
        var opening = new Option<int>("--opening-plies")
        {
            Description = "Random moves at the start of a game, the same in all games of a meeting.",
            HelpName = "N",
            CustomParser = CommonOptions.Number("--opening-plies", 0, MostOpeningPlies),
        };
        var state = new Option<string?>("--state")
        {
            Description = "The state that games begin at, as the game writes it (chess: FEN).",
            HelpName = "TEXT",
        };
        var concurrency = Count(
            "--concurrency", "Games at once; the results are the same.", Environment.ProcessorCount, LeagueLimits.Concurrency);
        var json = CommonOptions.Json();
        var command = new Command(
            "match",
            "Plays agents against each other, here and now, and prints the table. "
            + "With -engine: chess engines, with the flags of cutechess and fastchess, below and in docs/engines.md.")
        {
            game, agents, parameters, rounds, games, seed, opening, state, concurrency, json, EngineMatchHelp.Option(),
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var rules = GameArgument.Game(parsed.GetRequiredValue(game), parsed.GetValue(parameters)!);
            var plan = new MatchPlan
            {
                Game = rules,
                Agents = AgentArgument.ReadAll(rules.Type, parsed.GetValue(agents)!),
                Rounds = parsed.GetValue(rounds),
                Games = parsed.GetValue(games) ?? rules.Type.Seats,
                Seed = parsed.GetValue(seed),
                Start = parsed.GetValue(state) is { } text ? GameArgument.Text(text) : null,
                OpeningPlies = parsed.GetValue(opening),
            };
            CheckSize(plan);
            CheckStart(plan);
            return RunAsync(plan, new LocalMatches(plan, [], parsed.GetValue(concurrency)), parsed.GetValue(json), cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(MatchPlan plan, LocalMatches matches, bool json, CancellationToken cancellationToken)
    {
        var table = new MatchTable(plan);
        var played = new List<object>();
        await matches.PlayAsync(
            known: new Dictionary<int, MatchRecord>(),
            end: (_, record) => record,
            see: (match, record) =>
            {
                table.Add(match, GameResult.Of(record));
                if (json)
                    played.Add(MatchReport.Match(match, record));
            },
            cancellationToken);
        if (json)
            MatchReport.WriteJson(plan, table.Rows(), played);
        else
            MatchReport.WriteTable(plan, table.Rows());
        return ExitCode.Done;
    }

    private static void CheckSize(MatchPlan plan)
    {
        var type = plan.Game.Type;
        var (agents, seats) = (plan.Agents.Length, type.Seats);
        if (seats == 2 ? agents < 2 : agents != seats)
        {
            var wanted = seats == 2 ? "at least 2" : $"{seats}";
            throw Wrong($"--agents: found {Counted.Of(agents, "agent")}; {type.Name} wants {wanted}");
        }

        var meetings = seats == 2 ? (Int128)agents * (agents - 1) / 2 : 1;
        var count = meetings * plan.Rounds * plan.Games;
        if (count > LeagueLimits.Matches)
        {
            throw Wrong(
                $"found {count} games ({agents} agents, {plan.Rounds} rounds of {plan.Games} games); "
                + $"at most {LeagueLimits.Matches} are allowed");
        }
    }

    private static void CheckStart(MatchPlan plan)
    {
        var type = plan.Game.Type;
        if (plan.Start is not null && GameArgument.State(plan.Game, plan.Start).IsTerminal)
            throw Wrong("--state: the game is over there");
        if (plan.OpeningPlies == 0)
            return;
        if (type.IsSimultaneous || GameArgument.State(plan.Game, plan.Start).CurrentSeat == Turn.Chance)
            throw Wrong($"--opening-plies: {type.Name} has no random openings, because its seats do not just move in turn");
    }

    private static Option<int> Count(string name, string description, int @default, int most) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => @default,
        CustomParser = CommonOptions.Number(name, 1, most),
    };

    private static CommandException Wrong(string message) => new(message, ExitCode.Usage);
}
