namespace Arena.Core.Agents;

/// <summary>An agent outside the process broke down. The message says how, and the verdict is a crash.</summary>
public sealed class AgentFailedException(string message) : Exception(message);
