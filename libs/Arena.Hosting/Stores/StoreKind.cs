using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Arena.Hosting.Stores;

/// <summary>What is particular to one kind of store that runs as a process.</summary>
internal sealed record StoreKind
{
    /// <summary>The shell script beside this library that runs it.</summary>
    public required string Script { get; init; }

    /// <summary>The endpoint at which it listens.</summary>
    public required string Endpoint { get; init; }

    /// <summary>What it is called, as in "PostgreSQL is not installed".</summary>
    public required string Product { get; init; }

    /// <summary>The Debian package that brings it.</summary>
    public required string Package { get; init; }

    /// <summary>
    /// Finds the program, or the folder of programs, for the data in a folder (null: for none yet); null when it is not installed.
    /// </summary>
    /// <exception cref="StoreException">It is installed and cannot work on that data.</exception>
    public required Func<string?, string?> FindProgram { get; init; }

    /// <summary>The password it is given.</summary>
    public ParameterResource? Password { get; init; }

    /// <summary>What else its script is told in the environment.</summary>
    public IReadOnlyDictionary<string, object> Environment { get; init; } = new Dictionary<string, object>();

    /// <summary>Whether it may run as us, even when we are root.</summary>
    public bool RunsAsUs { get; init; }

    /// <summary>The check that asks whether a server with that connection string answers.</summary>
    public required Func<string, IHealthCheck> HealthCheck { get; init; }

    /// <summary>Called when it answers, with its connection string.</summary>
    public Func<string, IServiceProvider, CancellationToken, Task> Ready { get; init; } = (_, _, _) => Task.CompletedTask;

    /// <summary>
    /// What belongs to it and is referred to by itself, such as databases, with the connection string of each on another server.
    /// </summary>
    public Func<IEnumerable<(IResourceWithConnectionString Part, Func<string, string> On)>> Parts { get; init; } = () => [];
}
