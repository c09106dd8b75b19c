using Arena.Core.Agents;
using Arena.ServiceDefaults.Access;

namespace Arena.Node.Agents.Bots;

/// <summary>A bot was not there when its game was to start: the match is played later.</summary>
internal static class BotAbsent
{
    public static AgentUnavailableException Of(string bot) => new($"the bot '{TenantName.Plain(bot)}' is not connected", passing: true);
}
