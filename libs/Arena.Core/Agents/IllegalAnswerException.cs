namespace Arena.Core.Agents;

/// <summary>An agent outside the process answered with something that is no legal action. The message says with what.</summary>
public sealed class IllegalAnswerException(string message) : Exception(message);
