namespace Arena.ServiceDefaults.Access;

/// <summary>So many keys of this address were none that others are not looked at for a while.</summary>
internal sealed class TooOftenException() : Exception(
    "Too many keys from your address were none. Wait, or use one that was good a while ago.");
