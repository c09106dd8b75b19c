namespace Arena.Hosting.Engine;

internal interface IRunningWorkload
{
    int? ProcessId { get; }

    /// <summary>What it was told in its environment.</summary>
    IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>();

    /// <summary>Completes with the exit code when it has ended, for whatever reason.</summary>
    Task<int> Exited { get; }

    /// <summary>Asks it to end, and after <paramref name="grace"/> makes it.</summary>
    Task StopAsync(TimeSpan grace);
}
