namespace Arena.Hosting.ApplicationModel;

/// <summary>Whether anybody watches the lines of a resource.</summary>
public readonly record struct LogSubscriber(string Name, bool AnySubscribers);
