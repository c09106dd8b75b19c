using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Arena.ServiceDefaults;

/// <summary>
/// Stops the service when the process that started it is gone: a killed AppHost cannot tell its children. On when the setting
/// <c>Arena:ParentWatch</c> is true, which the AppHost sets when it runs services as processes; on Linux only.
/// </summary>
internal sealed partial class ParentWatch(
    Func<int> parent, Action exit, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<ParentWatch> logger) : BackgroundService
{
    private const string Setting = "Arena:ParentWatch";
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(5);

    private readonly int _parent = parent();
    private ITimer? _end;

    public static void AddTo(WebApplicationBuilder builder)
    {
        if (!OperatingSystem.IsLinux() || !builder.Configuration.GetValue<bool>(Setting))
            return;
        builder.Services.AddHostedService(services => new ParentWatch(
            ReadParent, Kill, services.GetRequiredService<IHostApplicationLifetime>(),
            services.GetService<TimeProvider>() ?? TimeProvider.System, services.GetRequiredService<ILogger<ParentWatch>>()));
    }

    public override void Dispose()
    {
        _end?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (parent() == _parent)
                continue;
            LogGone(_parent);

            // Nobody is left who would kill a service that does not stop.
            _end = time.CreateTimer(_ => exit(), null, _grace, Timeout.InfiniteTimeSpan);
            lifetime.StopApplication();
            return;
        }
    }

    private static void Kill()
    {
        using var self = Process.GetCurrentProcess();
        self.Kill();
    }

    // "pid (name) state ppid …", where the name may hold spaces and parentheses.
    private static int ReadParent()
    {
        var stat = File.ReadAllText("/proc/self/stat");
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The process {Parent} that started this service is gone: stopping")]
    private partial void LogGone(int parent);
}
