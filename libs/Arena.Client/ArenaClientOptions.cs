using System.Security.Cryptography.X509Certificates;

namespace Arena.Client;

/// <summary>How an <see cref="ArenaClient"/> calls.</summary>
public sealed record ArenaClientOptions
{
    /// <summary>
    /// How long a call with one answer may take, all its attempts together, before it fails with DEADLINE_EXCEEDED; what it was doing is
    /// called off. Default 1 min. A call that brings a deadline of its own has that one; streams have none.
    /// </summary>
    public TimeSpan CallLimit { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The key that every call shows, as <c>authorization: Bearer KEY</c>: an API key, or a token of the system's identity provider.
    /// Default: none, which a system that asks for keys answers with UNAUTHENTICATED.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>What an https certificate must lead to. Default: the machine's roots, or those of SSL_CERT_FILE.</summary>
    public X509Certificate2Collection? TrustedRoots { get; init; }

    /// <summary>Paces retries and dates deadlines. Default: the system's clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
