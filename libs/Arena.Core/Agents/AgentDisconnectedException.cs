namespace Arena.Core.Agents;

/// <summary>An agent outside the process is gone, and will not answer.</summary>
public sealed class AgentDisconnectedException(string message) : Exception(message);
