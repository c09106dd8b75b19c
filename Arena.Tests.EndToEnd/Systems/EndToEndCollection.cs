namespace Arena.Tests.EndToEnd.Systems;

/// <summary>These tests start whole systems: one after another, and not beside the others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class EndToEndCollection : ICollectionFixture<SharedArena>
{
    public const string Name = "end to end";
}
