using System.Diagnostics.CodeAnalysis;
using System.Threading.RateLimiting;

namespace Arena.ServiceDefaults.Limits;

/// <summary>What came of asking for a token: nothing that could be given back.</summary>
internal sealed class TakenLease : RateLimitLease
{
    private readonly TimeSpan? _wait;

    private TakenLease(bool isAcquired, TimeSpan? wait) => (IsAcquired, _wait) = (isAcquired, wait);

    public static RateLimitLease Taken { get; } = new TakenLease(isAcquired: true, wait: null);

    public override bool IsAcquired { get; }

    public override IEnumerable<string> MetadataNames => _wait is null ? [] : [MetadataName.RetryAfter.Name];

    /// <param name="wait">After how long there will be one; null: nobody has looked.</param>
    public static RateLimitLease Refused(TimeSpan? wait) => new TakenLease(isAcquired: false, wait);

    public override bool TryGetMetadata(string metadataName, [NotNullWhen(true)] out object? metadata)
    {
        metadata = metadataName == MetadataName.RetryAfter.Name ? _wait : null;
        return metadata is not null;
    }
}
