using System.CommandLine;
using Arena.Core.Leagues.Document;

namespace Arena.Cli.Records;

/// <summary>How commands name matches.</summary>
internal static class RecordArguments
{
    public static Argument<string> Source() => new("LEAGUE|FILE")
    {
        Description = "A league's id or name, LEAGUE/MATCH for one match of it, or a file with records that were exported.",
    };

    public static Argument<int?> Match() => new("MATCH")
    {
        Description = "The match's number in the league, from 0; without it, all of them.",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = given => CommonOptions.Number("MATCH", 0, LeagueLimits.Matches)(given),
    };
}
