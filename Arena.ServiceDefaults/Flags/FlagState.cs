namespace Arena.ServiceDefaults.Flags;

public enum FlagState
{
    Off,
    On,

    /// <summary>For whom the rules say.</summary>
    Conditional,
}
