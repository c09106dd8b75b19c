namespace Arena.ServiceDefaults.Flags;

/// <summary>What a flag is for somebody.</summary>
/// <param name="Variant">Null where it is off, or has none.</param>
public readonly record struct FlagAnswer(bool IsOn, string? Variant = null)
{
    public static FlagAnswer Off => default;
}
