using Microsoft.Extensions.Logging;

namespace Arena.Hosting.ApplicationModel;

/// <summary>What a command is told when it is executed.</summary>
public sealed class ExecuteCommandContext
{
    public required IServiceProvider ServiceProvider { get; init; }

    /// <summary>The instance: the resource's own name, or <c>name-1</c> … for replicas.</summary>
    public required string ResourceName { get; init; }

    public required CancellationToken CancellationToken { get; init; }

    public required ILogger Logger { get; init; }
}
