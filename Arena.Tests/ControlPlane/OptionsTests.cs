using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Proofs;
using Arena.ControlPlane.Rechecks;
using Arena.ControlPlane.Replicas;
using Arena.ControlPlane.Work;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Arena.Tests.ControlPlane;

/// <summary>Settings that cannot be are refused before anything starts: what was found, what is wanted, why.</summary>
public sealed class OptionsTests
{
    [Theory]
    [InlineData("Work:HeartbeatInterval", "00:00:00.001", "Work:HeartbeatInterval is 00:00:00.0010000; wanted at least 00:00:00.0100000")]
    [InlineData("Work:HeartbeatInterval", "00:02:00", "wanted at most 00:01:00: a node that hangs would go unseen")]
    [InlineData("Work:HeartbeatInterval", "2000000", "Work:HeartbeatInterval is 2000000.00:00:00; wanted at most 00:01:00")]
    [InlineData("Work:VerifyLimit", "00:01:00", "Work:VerifyLimit is called Rechecks:AnswerLimit now")]
    [InlineData("Work:Lease", "00:00:01.9", "is 00:00:01.9000000; wanted at least twice Work:HeartbeatInterval (00:00:01): who is late")]
    [InlineData("Work:Lease", "01:00:01", "Work:Lease is 01:00:01; wanted at most 01:00:00: a league waits that long")]
    [InlineData("Work:MaxAssignment", "0", "MaxAssignment must be between 1 and 10000")]
    [InlineData("Work:MaxResultBatch", "10001", "MaxResultBatch must be between 1 and 10000")]
    [InlineData("Work:ResultQueueCapacity", "0", "ResultQueueCapacity must be between 1 and 1000000")]
    [InlineData("Replica:Lease", "00:00:00.1", "Replica:Lease is 00:00:00.1000000; wanted at least 00:00:00.2000000: replicas would")]
    [InlineData("Replica:Lease", "00:02:00", "Replica:Lease is 00:02:00; wanted at most 00:01:00: leagues wait that long")]
    [InlineData("Replica:Count", "0", "Count must be between 1 and 64")]
    [InlineData("Replica:Address", "anywhere", "Replica:Address is 'anywhere'; wanted an address that nodes can dial, such as")]
    [InlineData("Replica:Address", "http://0.0.0.0:5081", "Replica:Address is 'http://0.0.0.0:5081'; wanted an address that nodes")]
    [InlineData("Checkpoints:Interval", "00:00:00", "Checkpoints:Interval is 00:00:00; wanted 00:00:00.1000000 to 1.00:00:00: each")]
    [InlineData("Checkpoints:KeyFile", "/nowhere/keys", "Checkpoints:KeyFile is /nowhere/keys: Could not find")]
    [InlineData("Checkpoints:KeyFile", "/proc/self/status", "/proc/self/status: key 1 in it cannot be read: it is not")]
    [InlineData("Checkpoints:KeyFile", "/dev/null", "Checkpoints:KeyFile is /dev/null: there is no key in it")]
    [InlineData("Rechecks:AnswerLimit", "00:00:00", "Rechecks:AnswerLimit is 00:00:00; wanted 00:00:01 to 1.00:00:00: nodes")]
    [InlineData("Rechecks:AnswerLimit", "2.00:00:00", "Rechecks:AnswerLimit is 2.00:00:00; wanted 00:00:01 to 1.00:00:00: nodes")]
    public void Setting_that_cannot_be_is_refused_at_start(string setting, string value, string told) =>
        Assert.Contains(told, Refusal((setting, value)), StringComparison.Ordinal);

    [Theory]
    [InlineData("league.json", "My League", "Leagues:DefaultId is 'My League'; wanted 1 to 64 of a-z, 0-9 and hyphen")]
    [InlineData("/leagues/My League.json", null, "Leagues:Default is /leagues/My League.json, whose name is not a league id")]
    public void Default_league_needs_an_id(string league, string? id, string told) =>
        Assert.Contains(told, Refusal(("Leagues:Default", league), ("Leagues:DefaultId", id)), StringComparison.Ordinal);

    [Fact]
    public void Lease_that_suits_one_heartbeat_is_refused_for_a_slower_one()
    {
        Start(("Work:Lease", "00:00:10"));
        var told = Refusal(("Work:Lease", "00:00:10"), ("Work:HeartbeatInterval", "00:00:06"));
        Assert.Contains("Work:Lease is 00:00:10; wanted at least twice Work:HeartbeatInterval (00:00:06)", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, 10)]
    [InlineData("00:00:00.7", null, 7)]
    [InlineData("00:00:00.1", null, 5)]
    [InlineData("00:00:03", null, 30)]
    [InlineData("00:00:03", "00:00:07", 7)]
    public void Lease_follows_from_the_heartbeat_unless_it_is_set(string? interval, string? lease, int seconds)
    {
        using var services = Start(("Work:HeartbeatInterval", interval), ("Work:Lease", lease));
        Assert.Equal(TimeSpan.FromSeconds(seconds), services.GetRequiredService<IOptions<WorkOptions>>().Value.LeaseOrDefault());
    }

    private static string Refusal(params (string Key, string? Value)[] settings) =>
        Assert.Throws<OptionsValidationException>(() => Start(settings).Dispose()).Message;

    // As a host does it before it starts anything.
    private static ServiceProvider Start(params (string Key, string? Value)[] settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection(settings.Where(s => s.Value is not null).ToDictionary(s => s.Key, s => s.Value));
        builder.AddReplicas();
        builder.AddProofs();
        builder.AddLeagues();
        builder.AddRechecks();
        builder.AddWork();
        var services = builder.Services.BuildServiceProvider();
        services.GetRequiredService<IStartupValidator>().Validate();
        return services;
    }
}
