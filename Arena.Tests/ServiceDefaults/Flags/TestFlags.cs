using Arena.ServiceDefaults.Flags;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

namespace Arena.Tests.ServiceDefaults.Flags;

/// <summary>A service's flags, as every service has them.</summary>
internal sealed class TestFlags : IDisposable
{
    private static int _made; // no two versions are of one time

    private readonly ServiceProvider _services;

    public TestFlags(TimeProvider? time = null, string environment = "Production") => _services = new ServiceCollection()
        .AddMetrics().AddLogging()
        .AddSingleton(time ?? TimeProvider.System)
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
        .AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = environment })
        .AddFlagGate().BuildServiceProvider();

    public FlagBook Book => _services.GetRequiredService<FlagBook>();

    public FlagGate Gate => _services.GetRequiredService<FlagGate>();

    public FlagInstruments Instruments => _services.GetRequiredService<FlagInstruments>();

    /// <summary>From now on these are the flags, all of the default tenant.</summary>
    public void Set(params (string Name, FlagRules Rules)[] flags) =>
        Book.Take([.. flags.Select(flag => Version(flag.Name, flag.Rules))]);

    public static FlagVersion Version(string name, FlagRules rules, string tenant = "default", long version = 1) =>
        new(tenant, name, version, rules.Normalize(), DateTimeOffset.UnixEpoch.AddSeconds(Interlocked.Increment(ref _made)), "local", null);

    public async Task<FlagAnswer> AskAsync(string flag, string subject, string tenant = "default", params string[] groups) =>
        await Gate.AskAsync(tenant, flag, new FlagSubject(subject, groups), CancellationToken.None);

    public void Dispose() => _services.Dispose();
}
