namespace Arena.Hosting.ApplicationModel;

/// <summary>How long what a store has written lasts.</summary>
public enum ContainerLifetime
{
    /// <summary>Until the app host ends, unless it has a volume.</summary>
    Session,

    /// <summary>From one run to the next. The process itself ends with the app host, as every process does, and is started again on the same data.</summary>
    Persistent,
}
