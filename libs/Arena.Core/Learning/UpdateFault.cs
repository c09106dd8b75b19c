namespace Arena.Core.Learning;

/// <summary>Why an update cannot be aggregated: what was sent, and what was wanted.</summary>
public sealed record UpdateFault(string ClientId, string Message)
{
    /// <summary>Client and message, as a line of a report.</summary>
    public override string ToString() => $"client '{ClientId}': {Message}";
}
