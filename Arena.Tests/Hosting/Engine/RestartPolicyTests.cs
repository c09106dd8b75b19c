using Arena.Hosting.Engine;

namespace Arena.Tests.Hosting.Engine;

public sealed class RestartPolicyTests
{
    private static readonly DateTimeOffset _start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Delays_double_up_to_the_limit_and_then_it_is_given_up()
    {
        var policy = new RestartPolicy();
        var delays = Enumerable.Range(0, RestartPolicy.MaxRestarts + 1)
            .Select(i => policy.Next(_start.AddSeconds(i), TimeSpan.FromSeconds(1), wasHealthy: false)?.TotalSeconds)
            .ToArray();
        Assert.Equal([0.2, 0.4, 0.8, 1.6, 3.2, 5, 5, 5, 5, 5, null], delays);
    }

    [Fact]
    public void Run_that_was_healthy_for_a_while_clears_the_slate()
    {
        var policy = new RestartPolicy();
        for (var i = 0; i < RestartPolicy.MaxRestarts; i++)
            policy.Next(_start, TimeSpan.Zero, wasHealthy: false);
        Assert.Equal(RestartPolicy.FirstDelay, policy.Next(_start, RestartPolicy.GoodRun, wasHealthy: true));
    }

    [Fact]
    public void Restarts_are_forgotten_after_the_window()
    {
        var policy = new RestartPolicy();
        for (var i = 0; i < RestartPolicy.MaxRestarts; i++)
            policy.Next(_start, TimeSpan.Zero, wasHealthy: false);
        Assert.Equal(RestartPolicy.FirstDelay, policy.Next(_start + RestartPolicy.Window + TimeSpan.FromSeconds(1), TimeSpan.Zero, wasHealthy: false));
    }
}
