namespace Arena.Tests.EndToEnd;

/// <summary>Tests that see what all of this process does, and so run while no other does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
