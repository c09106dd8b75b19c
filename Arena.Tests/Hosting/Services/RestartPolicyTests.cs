using Arena.Hosting.Services;

namespace Arena.Tests.Hosting.Services;

public sealed class RestartPolicyTests
{
    private static readonly DateTimeOffset _noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan _short = TimeSpan.FromSeconds(1);

    private readonly RestartPolicy _policy = new();

    [Fact]
    public void Waits_twice_as_long_each_time_up_to_five_seconds() =>
        Assert.Equal(
            [0.2, 0.4, 0.8, 1.6, 3.2, 5, 5],
            Enumerable.Range(0, 7).Select(i => _policy.AfterEnd(exitCode: 1, _short, _noon.AddSeconds(i))!.Value.TotalSeconds));

    [Fact]
    public void Is_given_up_after_ten_times_in_five_minutes_and_not_in_more()
    {
        for (var i = 0; i < 10; i++)
            Assert.NotNull(_policy.AfterEnd(exitCode: 1, _short, _noon.AddSeconds(10 * i)));
        Assert.Null(_policy.AfterEnd(exitCode: 1, _short, _noon.AddSeconds(100)));
        Assert.NotNull(_policy.AfterEnd(exitCode: 1, _short, _noon.AddSeconds(301)));
    }

    [Fact]
    public void Ten_seconds_of_running_clear_the_slate()
    {
        for (var i = 0; i < 10; i++)
            _policy.AfterEnd(exitCode: 1, _short, _noon.AddSeconds(i));
        Assert.Equal(TimeSpan.FromSeconds(0.2), _policy.AfterEnd(exitCode: 1, TimeSpan.FromSeconds(10), _noon.AddSeconds(20)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(137)]
    [InlineData(-1)]
    [InlineData(null)]
    public void Whatever_it_ended_with_it_is_started_again(int? exitCode) => Assert.NotNull(_policy.AfterEnd(exitCode, _short, _noon));

    [Fact]
    public void Wrong_configuration_is_not_mended_by_another_start() =>
        Assert.Null(_policy.AfterEnd(RestartPolicy.WrongConfiguration, _short, _noon));
}
