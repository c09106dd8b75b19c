namespace Arena.Hosting.ApplicationModel;

/// <summary>One line that a resource wrote; lines are counted from 1.</summary>
public readonly record struct LogLine(int LineNumber, string Content, bool IsErrorMessage);
