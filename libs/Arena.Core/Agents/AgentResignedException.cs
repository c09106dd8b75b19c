namespace Arena.Core.Agents;

/// <summary>The agent gives the match up as lost: that is a loss by the rules, and no fault.</summary>
public sealed class AgentResignedException() : Exception("resigns");
