using Arena.Cli.Systems;

namespace Arena.Cli.Bots;

/// <summary>Finds the nodes that bots connect to.</summary>
internal static class BotAddress
{
    public const string Variable = "ARENA_NODE";
    public const string TokenVariable = "ARENA_BOT_TOKEN";

    /// <param name="address">What the user gave, else the environment, else the newest AppHost of this checkout.</param>
    public static Uri Find(string? address)
    {
        address ??= Environment.GetEnvironmentVariable(Variable);
        if (address is not null)
        {
            return Uri.TryCreate(address, UriKind.Absolute, out var given) && given.Scheme is "http" or "https"
                ? given
                : throw new CommandException($"'{address}' is not an address such as http://127.0.0.1:5083", ExitCode.Usage);
        }

        return RunFile.Living().Select(run => run.Endpoint("node", "grpc")).FirstOrDefault(uri => uri is not null)
            ?? throw new CommandException($"no system is running in this checkout: start one with './arena up', or name a node with --node or {Variable}", ExitCode.Failed);
    }
}
