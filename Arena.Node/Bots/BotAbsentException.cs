namespace Arena.Node.Bots;

/// <summary>A bot was not there when its game was to start: nobody forfeits, the match is played later.</summary>
internal sealed class BotAbsentException(string bot) : Exception($"the bot '{bot}' is not connected");
