using Arena.Hosting.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace Arena.Tests.Hosting.Engine;

public sealed class StateDirectoryTests : IDisposable
{
    private readonly string _directory = TestApplication.NewDirectory();

    [Fact]
    public async Task Only_one_app_host_of_a_checkout_has_its_telemetry()
    {
        await using var second = TestApplication.In(_directory);
        await using (var first = TestApplication.In(_directory))
        {
            Assert.Equal(Path.Combine(_directory, ".arena", "telemetry"), StateOf(first).TryOpenTelemetry());
            Assert.Null(StateOf(second).TryOpenTelemetry());
        }

        Assert.NotNull(StateOf(second).TryOpenTelemetry());
    }

    [Fact]
    public async Task Telemetry_of_a_dashboard_that_runs_alone_is_left_to_it()
    {
        await using var application = TestApplication.In(_directory);
        var telemetry = Directory.CreateDirectory(Path.Combine(_directory, ".arena", "telemetry")).FullName;
        using (new FileStream(Path.Combine(telemetry, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
            Assert.Null(StateOf(application).TryOpenTelemetry());
    }

    [Fact]
    public async Task Nothing_is_kept_when_nothing_is_to_be()
    {
        await using var application = TestApplication.In(_directory, "--ephemeral");
        Assert.Null(StateOf(application).TryOpenTelemetry());
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static StateDirectory StateOf(TestApplication application) => application.Application.Services.GetRequiredService<StateDirectory>();
}
