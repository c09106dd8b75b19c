namespace Arena.Hosting.Engine;

/// <summary>The peer does not keep to the protocol; the connection ends.</summary>
internal sealed class Http2Exception(string message) : Exception(message);
