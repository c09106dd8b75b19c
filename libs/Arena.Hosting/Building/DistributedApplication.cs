using Arena.Hosting.ApplicationModel;
using Arena.Hosting.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Arena.Hosting;

/// <summary>An application of several processes and stores, started and stopped as one.</summary>
public class DistributedApplication : IHost, IAsyncDisposable
{
    private readonly IHost _host;
    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public DistributedApplication(IHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        _host = host;
        ResourceCommands = host.Services.GetRequiredService<ResourceCommandService>();
        ResourceNotifications = host.Services.GetRequiredService<ResourceNotificationService>();
    }

    /// <summary>A test starts and stops it, so that the program which built it has only to wait.</summary>
    internal bool IsRunByTest { get; init; }

    public IServiceProvider Services => _host.Services;

    public ResourceNotificationService ResourceNotifications { get; }

    public ResourceCommandService ResourceCommands { get; }

    public static IDistributedApplicationBuilder CreateBuilder() => CreateBuilder([]);

    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => CreateBuilder(new DistributedApplicationOptions { Args = args });

    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options)
    {
        StartupFaults.Arm();
        return new DistributedApplicationBuilder(options);
    }

    /// <summary>
    /// Runs until it is told to stop. A fault in the description is the author's to read, so it is printed as one message
    /// and not as a crash; the exit code is then 2.
    /// </summary>
    public void Run()
    {
        if (OperatingSystem.IsLinux())
            Libc.HeedInterrupts();

        try
        {
            RunAsync().GetAwaiter().GetResult();
        }
        catch (DistributedApplicationException fault)
        {
            Console.Error.WriteLine(fault.Message);
            Environment.ExitCode = 2;
        }
    }

    public virtual Task RunAsync(CancellationToken cancellationToken = default) =>
        IsRunByTest ? _disposed.Task.WaitAsync(cancellationToken) : _host.RunAsync(cancellationToken);

    public virtual Task StartAsync(CancellationToken cancellationToken = default) => _host.StartAsync(cancellationToken);

    public virtual Task StopAsync(CancellationToken cancellationToken = default) => _host.StopAsync(cancellationToken);

    public virtual void Dispose()
    {
        DisposeAsync().AsTask().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (_host is IAsyncDisposable host)
            await host.DisposeAsync().ConfigureAwait(false);
        else
            _host.Dispose();
        _disposed.TrySetResult();
        GC.SuppressFinalize(this);
    }
}
