namespace Arena.Tests.Grpc;

/// <summary>Tests that count what the whole process does: nothing else may run beside them.</summary>
[CollectionDefinition(nameof(RunsAlone), DisableParallelization = true)]
public sealed class RunsAlone;
