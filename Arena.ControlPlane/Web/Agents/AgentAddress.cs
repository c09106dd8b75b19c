namespace Arena.ControlPlane.Web.Agents;

/// <summary>Where an agent's pages are.</summary>
internal static class AgentAddress
{
    /// <summary>In one league.</summary>
    public static string Of(string league, string agent) => $"/leagues/{league}/agents/{Uri.EscapeDataString(agent)}";

    /// <summary>In all leagues together.</summary>
    public static string Of(string agent) => $"/agents/{Uri.EscapeDataString(agent)}";
}
