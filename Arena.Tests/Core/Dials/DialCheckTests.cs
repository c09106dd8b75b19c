using Arena.Core.Dials;

namespace Arena.Tests.Core.Dials;

public sealed class DialCheckTests
{
    [Fact]
    public void Defaults_are_within_their_ranges_and_names_in_order()
    {
        Assert.Null(DialCheck.FaultOfReturn(DialValues.Defaults));
        Assert.Equal(KnownDials.All.Select(dial => dial.Name).Order(StringComparer.Ordinal), KnownDials.All.Select(dial => dial.Name));
        Assert.All(KnownDials.All, dial => Assert.True(dial.Step.IsRatio ? dial.Least > 0 && dial.Step.Most > 1 : dial.Step.Most > 0));
    }

    [Theory]
    [InlineData("BR9_beta", 0.015)]
    [InlineData("BR9_beta", 0.0067)]
    [InlineData("Exploration_epsilon", 0.15)]
    [InlineData("Exploration_epsilon", 0.05)]
    [InlineData("Learning_rate", 0.02)]
    [InlineData("Trace_lambda", 0.95)]
    [InlineData("PFSP_power", 0)]
    public void Change_within_range_and_step_has_no_fault(string name, double value) =>
        Assert.Null(DialCheck.FaultOfChange(name, value, DialValues.Defaults));

    [Fact]
    public void Step_after_step_up_to_the_end_of_the_range_has_no_fault()
    {
        var values = DialValues.Defaults;
        foreach (var value in new[] { 0.15, 0.2, 0.15, 0.1, 0.05 })
        {
            Assert.Null(DialCheck.FaultOfChange("Exploration_epsilon", value, values));
            values = values.With("Exploration_epsilon", value);
        }
    }

    [Theory]
    [InlineData("BR9_bta", 0.01, "There is no dial 'BR9_bta'; did you mean 'BR9_beta'? Known: BR9_beta, ")]
    [InlineData("br9_beta", 0.01, "There is no dial 'br9_beta'; did you mean 'BR9_beta'?")]
    public void Unknown_dial_is_told_with_what_was_probably_meant(string name, double value, string told) =>
        Assert.StartsWith(told, Assert.IsType<DialFault.Unknown>(Fault(name, value)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("BR9_beta", 0.021, "BR9_beta: found 0.021; wanted a number from 0.005 to 0.02.")]
    [InlineData("Trace_lambda", -0.1, "Trace_lambda: found -0.1; wanted a number from 0 to 1.")]
    [InlineData("PFSP_power", double.NaN, "PFSP_power: found NaN; wanted a number from 0 to 4.")]
    [InlineData("PFSP_power", double.PositiveInfinity, "PFSP_power: found Infinity; wanted a number from 0 to 4.")]
    public void Value_that_may_never_be_is_told_with_the_range(string name, double value, string told) =>
        Assert.Equal(told, Assert.IsType<DialFault.OutOfRange>(Fault(name, value)).Message);

    [Theory]
    [InlineData(
        "BR9_beta", 0.02,
        "BR9_beta: found 0.02, and it is 0.01 now; in one epoch it may be multiplied or divided by at most 1.5: "
        + "wanted 0.00666667 to 0.015.")]
    [InlineData(
        "Exploration_epsilon", 0.2,
        "Exploration_epsilon: found 0.2, and it is 0.1 now; in one epoch it may change by at most 0.05: wanted 0.05 to 0.15.")]
    [InlineData(
        "Trace_lambda", 0, "Trace_lambda: found 0, and it is 0.7 now; in one epoch it may change by at most 0.25: wanted 0.45 to 0.95.")]
    public void Change_that_is_too_fast_is_told_with_what_the_next_epoch_may_have(string name, double value, string told) =>
        Assert.Equal(told, Assert.IsType<DialFault.TooFast>(Fault(name, value)).Message);

    [Fact]
    public void Return_is_not_asked_how_far_it_is_but_whether_it_may_be()
    {
        Assert.Null(DialCheck.FaultOfReturn(DialValues.Defaults.With("PFSP_power", 4).With("Learning_rate", 0.1)));
        Assert.IsType<DialFault.OutOfRange>(DialCheck.FaultOfReturn(DialValues.Defaults.With("PFSP_power", 5)));
    }

    private static DialFault? Fault(string name, double value) => DialCheck.FaultOfChange(name, value, DialValues.Defaults);
}
