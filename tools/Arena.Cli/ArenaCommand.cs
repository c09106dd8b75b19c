using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Arena.Cli.Access;
using Arena.Cli.Backups;
using Arena.Cli.Bots;
using Arena.Cli.Dials;
using Arena.Cli.Flags;
using Arena.Cli.Leagues;
using Arena.Cli.Learn;
using Arena.Cli.Ledger;
using Arena.Cli.Matches;
using Arena.Cli.Matches.Engines;
using Arena.Cli.Models;
using Arena.Cli.Nodes;
using Arena.Cli.Play;
using Arena.Cli.Rate;
using Arena.Cli.Records;
using Arena.Core.Primitives;

namespace Arena.Cli;

/// <summary>The command line. Exit code 0: done; 1: failed; 2: wrong usage.</summary>
internal static class ArenaCommand
{
    private static readonly (string Name, Func<Command> Create)[] _verbs =
    [
        ("play", PlayCommand.Create),
        ("learn", LearnCommand.Create),
        ("match", MatchCommand.Create),
        ("games", GamesCommand.Create),
        ("rate", RateCommand.Create),
        ("sprt", SprtCommand.Create),
        ("leagues", LeaguesCommand.Create),
        ("pause", LeagueLifeCommands.Pause),
        ("resume", LeagueLifeCommands.Resume),
        ("stop", LeagueLifeCommands.Stop),
        ("standings", StandingsCommand.Create),
        ("crosstable", CrosstableCommand.Create),
        ("matches", MatchesCommand.Create),
        ("replay", ReplayCommand.Create),
        ("export", ExportCommand.Create),
        ("models", ModelsCommand.Create),
        ("nodes", NodesCommand.Create),
        ("agents", AgentsCommand.Create),
        ("bot", BotCommand.Create),
        ("ledger", LedgerCommand.Create),
        ("audit", AuditCommand.Create),
        ("backup", BackupCommand.Create),
        ("restore", RestoreCommand.Create),
        ("keys", KeysCommand.Create),
        ("tenants", TenantsCommand.Create),
        ("flags", FlagsCommand.Create),
        ("dials", DialsCommand.Create),
    ];

    public static Task<int> RunAsync(string[] args, TextWriter? output = null, TextWriter? errors = null)
    {
        output ??= Console.Out;
        var told = new UnheardWriter(errors ?? Console.Error);
        if (errors is null)
            Console.SetError(told);
        errors = told;
        return CommandGuard.RunAsync(args, errors, async cancellationToken =>
        {
            // Flags with one dash and words of their own are another language.
            if (EngineMatchCommand.Is(args))
                return await EngineMatchCommand.RunAsync(args, output, errors, cancellationToken);
            var root = Root(args.FirstOrDefault());
            var parsed = root.Parse(args);
            if (parsed.Errors.Count > 0)
                return Refuse(parsed, errors);
            var invocation = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = output, Error = errors,
            };
            return await parsed.InvokeAsync(invocation, cancellationToken);
        });
    }

    /// <summary>Every command. Not a RootCommand, which is called as the program file is.</summary>
    /// <param name="verb">
    /// Only this one, where there is such a verb: declaring what all others take takes longer than many a command.
    /// </param>
    internal static Command Root(string? verb = null)
    {
        var root = new Command("arena", "Runs leagues of competing agents on a mesh of machines.")
        {
            new HelpOption(), new VersionOption(),
        };
        var one = Array.FindIndex(_verbs, known => known.Name == verb);
        foreach (var (_, create) in one < 0 ? _verbs : _verbs[one..(one + 1)])
            root.Add(create());
        return root;
    }

    private static int Refuse(ParseResult parsed, TextWriter errors)
    {
        foreach (var fault in UnknownVerb(parsed) is { } unknown ? [unknown] : Faults(parsed))
            errors.WriteLine($"arena: {fault}");
        errors.WriteLine("'arena --help' lists the commands, 'arena COMMAND --help' what each takes.");
        return ExitCode.Usage;
    }

    // Where a command finds fault with what was given together, the parser does not read the values any more.
    private static IEnumerable<string> Faults(ParseResult parsed)
    {
        var values = parsed.CommandResult.Children.Select(Unreadable).OfType<string>();
        return parsed.Errors.Select(error => error.Message).Concat(values).Distinct();
    }

    private static string? Unreadable(SymbolResult given)
    {
        try
        {
            if (given is OptionResult option)
                option.GetValueOrDefault<object>();
            return null;
        }
        catch (InvalidOperationException unreadable)
        {
            return unreadable.Message;
        }
    }

    // The parser says of a word that it does not know only that it does not; below a command too: 'arena ledger adit'.
    private static string? UnknownVerb(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        string[] words = [.. parsed.UnmatchedTokens.Where(word => !word.StartsWith('-'))];
        if (command.Subcommands.Count == 0 || words.Length == 0)
            return null;
        string[] verbs = [.. command.Subcommands.SelectMany(verb => verb.Aliases.Prepend(verb.Name))];
        // Words before it may be values of options, which only a command knows.
        var typed = words.FirstOrDefault(word => NearMiss.Closest(word, verbs) is not null) ?? words[0];
        var meant = NearMiss.Closest(typed, verbs);
        var of = parsed.CommandResult.Parent is null ? "" : $" of 'arena {command.Name}'";
        return $"there is no command '{typed}'{of}{(meant is null ? "" : $"; did you mean '{meant}'?")}";
    }
}
