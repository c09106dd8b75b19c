namespace Grpc.Net.Client.Configuration;

/// <summary>Defaults for some methods.</summary>
public sealed class MethodConfig
{
    /// <summary>The methods; <see cref="MethodName.Default"/> for all.</summary>
    public IList<MethodName> Names { get; } = [];

    /// <summary>How calls are retried; null for not.</summary>
    public RetryPolicy? RetryPolicy { get; set; }
}
