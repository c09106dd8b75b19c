using Arena.Cli.Systems;

namespace Arena.Cli.Bots;

/// <summary>Finds the nodes that bots connect to.</summary>
internal static class BotAddress
{
    public const string Variable = "ARENA_NODE";
    public const string TokenVariable = "ARENA_BOT_TOKEN";

    private static readonly ServiceAddress _node = new(
        "node",
        Variable,
        Example: "http://127.0.0.1:5083",
        Otherwise: $"name a node with --node or {Variable}");

    /// <param name="addresses">What the user gave; none: the environment, else the newest AppHost of this checkout.</param>
    public static IReadOnlyList<Uri> Find(IReadOnlyList<string> addresses) => _node.Find(addresses);
}
