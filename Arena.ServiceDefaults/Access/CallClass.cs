namespace Arena.ServiceDefaults.Access;

/// <summary>What kind of call it is, for whoever must choose whom to answer.</summary>
internal enum CallClass
{
    /// <summary>Somebody waits for the answer.</summary>
    Interactive,

    /// <summary>It is long, and nobody watches: it is turned away first.</summary>
    Background,

    /// <summary>It is meant to stay open.</summary>
    Stream,
}
