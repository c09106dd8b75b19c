namespace Grpc.Net.Client.Configuration;

/// <summary>One method, all methods of a service, or all.</summary>
public sealed class MethodName
{
    /// <summary>All methods of all services.</summary>
    public static readonly MethodName Default = new();

    /// <summary>The service's full name; null for all.</summary>
    public string? Service { get; set; }

    /// <summary>The method's name; null for all of the service.</summary>
    public string? Method { get; set; }
}
