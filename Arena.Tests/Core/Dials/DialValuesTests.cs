using Arena.Core.Dials;

namespace Arena.Tests.Core.Dials;

public sealed class DialValuesTests
{
    [Fact]
    public void Values_come_back_from_their_json_as_they_were()
    {
        var values = DialValues.Defaults.With("Learning_rate", 0.1 / 3).With("Trace_lambda", -0.0);
        var read = DialValues.Parse(values.ToJson());
        Assert.Equal(values, read);
        Assert.Equal(values.GetHashCode(), read.GetHashCode());
        Assert.Equal(
            """{"BR9_beta":0.01,"Exploration_epsilon":0.1,"Learning_rate":0.03333333333333333,"PFSP_power":1,"Trace_lambda":0}""",
            read.ToString());
        Assert.NotEqual(DialValues.Defaults, read);
    }

    [Fact]
    public void Dials_of_another_program_are_passed_over_and_those_that_it_had_not_are_the_defaults()
    {
        var read = DialValues.Parse("""{"Former":7,"PFSP_power":2}""");
        Assert.Equal(DialValues.Defaults.With("PFSP_power", 2), read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"PFSP_power":"2"}""")]
    [InlineData("""{"PFSP_power":1e999}""")]
    public void What_is_no_values_of_dials_is_told(string json) => Assert.Throws<FormatException>(() => DialValues.Parse(json));

    [Fact]
    public void Dial_that_there_is_not_has_no_value()
    {
        Assert.Throws<ArgumentException>(() => DialValues.Defaults["Former"]);
        Assert.Throws<ArgumentException>(() => DialValues.Defaults.With("Former", 1));
    }
}
