using System.Security.Cryptography.X509Certificates;

namespace Arena.Client.Bots;

/// <summary>How a bot connects.</summary>
public sealed record BotOptions
{
    /// <summary>The name by which league documents know it.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The gRPC addresses of nodes, for example <c>http://127.0.0.1:5083</c>; at least one. It plays at one of them, whichever answers, and
    /// goes to the next when that is gone.
    /// </summary>
    public required IReadOnlyList<Uri> Nodes { get; init; }

    /// <summary>What the nodes want as <c>authorization: Bearer TOKEN</c>. Default: none.</summary>
    public string? Token { get; init; }

    /// <summary>What a node's https certificate must lead to. Default: the machine's roots, or those of SSL_CERT_FILE.</summary>
    public X509Certificate2Collection? TrustedRoots { get; init; }

    /// <summary>How many games it plays at the same time. Default 1.</summary>
    public int MaxGames { get; init; } = 1;

    /// <summary>How long to keep dialling while no node answers. Default 30 s.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);
}
