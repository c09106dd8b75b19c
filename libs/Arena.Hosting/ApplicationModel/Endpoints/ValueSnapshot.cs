namespace Arena.Hosting.ApplicationModel;

/// <summary>A value that is set once, or never will be; readers may come before it.</summary>
public sealed class ValueSnapshot<T>
{
    private readonly TaskCompletionSource<T> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsValueSet => _source.Task.IsCompletedSuccessfully;

    internal T Value => _source.Task.GetAwaiter().GetResult();

    public Task<T> GetValueAsync(CancellationToken cancellationToken = default) => _source.Task.WaitAsync(cancellationToken);

    public void SetValue(T value)
    {
        if (!_source.TrySetResult(value))
            throw new InvalidOperationException("The value has already been set.");
    }

    public void SetException(Exception exception)
    {
        _source.TrySetException(exception);
        _ = _source.Task.Exception; // Observed: nobody may be waiting.
    }
}
