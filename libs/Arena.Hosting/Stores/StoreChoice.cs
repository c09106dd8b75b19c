using Microsoft.Extensions.Configuration;

namespace Arena.Hosting.Stores;

/// <summary>What stores are run as.</summary>
internal enum StoreChoice
{
    /// <summary>Containers, as the app model has them.</summary>
    Container,

    /// <summary>Processes of this machine.</summary>
    Process,

    /// <summary>Not at all.</summary>
    None,
}

/// <summary>Reads what was chosen.</summary>
internal static class StoreSetting
{
    /// <summary>The setting's name. Without it stores are containers where a container engine answers, else processes.</summary>
    public const string Name = "Arena:Stores";

    /// <exception cref="StoreException">The setting is none of the words that there are.</exception>
    public static StoreChoice Read(IConfiguration configuration) => configuration[Name]?.ToLowerInvariant() switch
    {
        null or "" or "auto" => ContainerEngine.Answers ? StoreChoice.Container : StoreChoice.Process,
        "container" => ContainerEngine.Answers
            ? StoreChoice.Container
            : throw new StoreException(
                $"{Name} is 'container', and no container engine answers "
                + "('docker info' or 'podman info' fails): start it, or say process."),
        "process" => StoreChoice.Process,
        "none" => StoreChoice.None,
        var other => throw new StoreException($"{Name} is '{other}'; there are: auto, container, process, none."),
    };
}
