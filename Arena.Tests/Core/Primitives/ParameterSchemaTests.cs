using Arena.Core.Primitives;

namespace Arena.Tests.Core.Primitives;

public sealed class ParameterSchemaTests
{
    private static readonly ParameterSchema Schema = new(
        [ParameterDefinition.Integer("turns", 200, 1, 1000, "turns"), ParameterDefinition.Number("noise", 0, 0, 0.5, "noise")],
        set => set.Number("noise") > 0 && set.Integer("turns") < 10 ? "noise wants 10 turns" : null);

    [Fact]
    public void Bind_fills_in_defaults_in_the_schemas_order()
    {
        var bound = Schema.Bind(KeyValuePair.Create("noise", 0.25));
        Assert.Equal("turns=200,noise=0.25", bound.ToString());
        Assert.Equal(200, bound.Integer("turns"));
    }

    [Fact]
    public void Bind_tells_every_fault_with_what_is_allowed()
    {
        var faults = new List<ParameterFault>();
        Schema.Bind([new("turn", 3), new("noise", 0.7), new("turns", 1.5)], faults);
        Assert.Equal(
            [
                new("turn", "unknown parameter; did you mean 'turns'? Known: turns, noise"),
                new("noise", "found 0.7; wanted a number from 0 to 0.5"),
                new("turns", "found 1.5; wanted an integer from 1 to 1000"),
            ], faults);
    }

    [Fact]
    public void Bind_tells_a_broken_rule_over_several_parameters()
    {
        var faults = new List<ParameterFault>();
        Assert.Equal(Schema.Defaults, Schema.Bind([new("noise", 0.1), new("turns", 5)], faults));
        Assert.Equal([new("", "noise wants 10 turns")], faults);
    }

    [Fact]
    public void Sets_are_equal_by_content()
    {
        Assert.Equal(Schema.Defaults, Schema.Bind(KeyValuePair.Create("turns", 200.0)));
        Assert.NotEqual(Schema.Defaults, Schema.Bind(KeyValuePair.Create("turns", 201.0)));
        Assert.Equal(Schema.Defaults.GetHashCode(), Schema.Bind().GetHashCode());
    }
}
