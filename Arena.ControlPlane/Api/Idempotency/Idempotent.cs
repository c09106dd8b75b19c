namespace Arena.ControlPlane.Api.Idempotency;

/// <summary>Marks operations that take an <c>Idempotency-Key</c>.</summary>
internal sealed record Idempotent
{
    public const string Header = "Idempotency-Key";

    /// <summary>Set on answers that were given before.</summary>
    public const string ReplayedHeader = "Idempotency-Replayed";

    public const int MaxKeyLength = 255;

    /// <summary>How long a key is remembered.</summary>
    public static TimeSpan Kept { get; } = TimeSpan.FromHours(24);

    /// <summary>How long a call may take before somebody else may make it.</summary>
    public static TimeSpan Held { get; } = TimeSpan.FromMinutes(1);

    private static readonly object _tokenItem = new();

    /// <summary>
    /// What stays the same while this call is tried again: whatever the call makes is named by it, so that a second try after a crash finds
    /// it. Null for a call without a key.
    /// </summary>
    public static Guid? TokenOf(HttpContext context) => context.Items.TryGetValue(_tokenItem, out var token) ? (Guid?)token : null;

    public static void SetToken(HttpContext context, Guid token) => context.Items[_tokenItem] = token;
}

/// <summary>Marks operations whose answers have a secret in them, which nobody keeps: they take no <c>Idempotency-Key</c>.</summary>
internal sealed record ToldOnce;
