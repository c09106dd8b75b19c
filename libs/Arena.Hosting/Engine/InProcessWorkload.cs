namespace Arena.Hosting.Engine;

/// <summary>Something that lives inside this process.</summary>
internal sealed class InProcessWorkload(Action stop) : IRunningWorkload
{
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int? ProcessId => null;

    public Task<int> Exited => _exited.Task;

    public async Task StopAsync(TimeSpan grace)
    {
        await Task.Run(stop).ConfigureAwait(false);
        _exited.TrySetResult(0);
    }
}
