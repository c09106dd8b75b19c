using System.CommandLine;

namespace Arena.Cli.Dials;

/// <summary><c>arena dials list|show|set|history|rollback|report</c>: numbers that are changed while everything runs.</summary>
internal static class DialsCommand
{
    public static Command Create() => new("dials", "Lists and sets the numbers that are changed while everything runs.")
    {
        DialListCommand.Create(), DialShowCommand.Create(), DialSetCommand.Create(), DialHistoryCommand.Create(),
        DialRollbackCommand.Create(), DialReportCommand.Create(),
    };

    public static Argument<string> Name() => new("NAME") { Description = "The dial's name, as 'arena dials list' shows it." };

    public static Argument<long> Epoch(string description) => new("EPOCH")
    {
        Description = description,
        CustomParser = given => CommonOptions.Number("EPOCH", 0L, long.MaxValue)(given),
    };

    public static Option<string?> Reason() =>
        new("--reason", "--why") { Description = "The reason, for the audit trail.", HelpName = "TEXT" };
}
