using Arena.ServiceDefaults.Guard;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Arena.Tests.ServiceDefaults.Guard;

public sealed class GuardOptionsTests
{
    [Fact]
    public void Configuration_wins_over_what_the_code_says()
    {
        using var services = TestGuards.Services(
            TimeProvider.System, "store", o => (o.MaxAttempts, o.Delay) = (9, TimeSpan.FromSeconds(1)), null,
            KeyValuePair.Create("Guard:store:MaxAttempts", (string?)"3"));
        var options = services.GetRequiredService<IOptionsMonitor<GuardOptions>>().Get("store");
        Assert.Equal((3, TimeSpan.FromSeconds(1)), (options.MaxAttempts, options.Delay));
    }

    [Theory]
    [InlineData("MaxAttempts", "-1", "Guard:store:MaxAttempts is -1; wanted 0 (no limit) to 1000.")]
    [InlineData("Delay", "00:00:03", "Guard:store:Delay is 00:00:03; wanted 00:00:00.001 to MaxDelay, which is 00:00:02.")]
    [InlineData("Timeout", "00:00:00.001", "Guard:store:Timeout is 00:00:00.0010000; wanted 0 (none), or 00:00:00.010 to a day.")]
    [InlineData("FailureRatio", "1.5", "Guard:store:FailureRatio is 1.5; wanted above 0, up to 1.")]
    [InlineData("BreakDuration", "00:00:00.1", "Guard:store:BreakDuration is 00:00:00.1000000; wanted 0 (none), or 00:00:00.500 to a day.")]
    public void Value_out_of_bounds_is_told_at_the_start(string option, string value, string told)
    {
        using var services = TestGuards.Services(
            TimeProvider.System, "store", null, null, KeyValuePair.Create($"Guard:store:{option}", (string?)value));
        var fault = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());
        Assert.Equal(told, fault.Message);
    }
}
