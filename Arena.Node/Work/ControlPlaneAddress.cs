namespace Arena.Node.Work;

/// <summary>Where the control plane's gRPC endpoint is.</summary>
internal sealed record ControlPlaneAddress(Uri Uri);
