namespace Arena.Hosting.Stores;

/// <summary>
/// A store cannot be run as it was asked for. The message is for people: the resource, what was found, what to do. An app host prints it
/// and ends.
/// </summary>
/// <param name="message">One sentence.</param>
public sealed class StoreException(string message) : DistributedApplicationException(message);
