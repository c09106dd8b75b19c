using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace Arena.Hosting.Testing;

/// <summary>
/// An app host's program on a thread of its own. It is held where it builds its application, until the test has done so; when it
/// then runs the application, it only waits for the end of it, since the test starts and stops it.
/// </summary>
internal sealed class EntryPointRun(Assembly assembly, string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure)
{
    private static readonly AsyncLocal<EntryPointRun?> _current = new();

    private readonly TaskCompletionSource<DistributedApplicationBuilder> _described = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _mayBuild = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DistributedApplication> _built = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The run that the calling code is part of; null outside of tests.</summary>
    public static EntryPointRun? Current => _current.Value;

    /// <summary>Called when the program has its builder, before it describes anything.</summary>
    public Action<DistributedApplicationBuilder> Created { get; init; } = _ => { };

    /// <summary>Called when the program has described everything and the test is going to build it.</summary>
    public Action<DistributedApplicationBuilder> Building { get; init; } = _ => { };

    public void Start() => new Thread(Run) { IsBackground = true, Name = $"{assembly.GetName().Name}'s entry point" }.Start();

    public Task<DistributedApplicationBuilder> WaitUntilDescribedAsync(CancellationToken cancellationToken) => _described.Task.WaitAsync(cancellationToken);

    public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken)
    {
        _mayBuild.TrySetResult();
        return _built.Task.WaitAsync(cancellationToken);
    }

    /// <summary>The test is not going to build it.</summary>
    public void Abandon() => _mayBuild.TrySetCanceled();

    public void OnCreating(DistributedApplicationOptions options, HostApplicationBuilderSettings settings)
    {
        TestingDefaults.Apply(options, settings, assembly);
        configure(options, settings);
    }

    public DistributedApplication OnBuilding(DistributedApplicationBuilder builder, Func<DistributedApplication> build)
    {
        _described.TrySetResult(builder);
        _mayBuild.Task.GetAwaiter().GetResult();
        try
        {
            Building(builder);
            var application = build();
            _built.TrySetResult(application);
            return application;
        }
        catch (Exception fault)
        {
            _built.TrySetException(fault);
            throw;
        }
    }

    private void Run()
    {
        _current.Value = this;
        try
        {
            var main = assembly.EntryPoint ?? throw new InvalidOperationException($"{assembly.GetName().Name} is not a program: it has no entry point.");
            var result = main.Invoke(null, main.GetParameters().Length == 0 ? null : [args]);
            (result as Task)?.GetAwaiter().GetResult();
            Fail(new InvalidOperationException($"{assembly.GetName().Name} ended without having built an application."));
        }
        catch (TargetInvocationException fault)
        {
            Fail(fault.InnerException!);
        }
        catch (Exception fault)
        {
            Fail(fault);
        }
    }

    // Of no effect when it had built one: that it ended later is as it should be.
    private void Fail(Exception fault)
    {
        _described.TrySetException(fault);
        _built.TrySetException(fault);
        _ = _built.Task.Exception;
    }
}
