namespace Arena.Node.Agents.Bots;

/// <summary>What became of a bot that knocked.</summary>
internal abstract record BotEntry
{
    public sealed record Entered(BotSession Session, BotConnection Connection) : BotEntry;

    public sealed record NameTaken : BotEntry;

    public sealed record Full(int MaxBots) : BotEntry;
}
