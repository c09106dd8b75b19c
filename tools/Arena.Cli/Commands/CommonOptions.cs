using System.CommandLine;

namespace Arena.Cli.Commands;

internal static class CommonOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Print one JSON value and nothing else on standard output." };

    public static Option<string?> Endpoint() => new("--endpoint")
    {
        Description = "The control plane's gRPC address. Default: ARENA_ENDPOINT, else the newest system running in this checkout.",
        HelpName = "URL",
    };
}
