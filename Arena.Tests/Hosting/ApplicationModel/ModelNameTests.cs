using Arena.Hosting;
using Arena.Hosting.ApplicationModel;

namespace Arena.Tests.Hosting.ApplicationModel;

public sealed class ModelNameTests
{
    [Theory]
    [InlineData("node")]
    [InlineData("A")]
    [InlineData("control-plane-2")]
    public void Name_that_follows_the_rule_is_accepted(string name) => ModelName.Validate("resource", name);

    [Theory]
    [InlineData("", "empty")]
    [InlineData("1node", "begin")]
    [InlineData("no_de", "'_'")]
    [InlineData("nöde", "'ö'")]
    [InlineData("no--de", "two hyphens")]
    [InlineData("node-", "ends with a hyphen")]
    public void Name_that_breaks_the_rule_is_refused_with_what_is_wrong(string name, string reason)
    {
        var fault = Assert.Throws<ArgumentException>(() => ModelName.Validate("resource", name));
        Assert.Contains(reason, fault.Message);
        Assert.Contains($"'{name}'", fault.Message);
    }

    [Fact]
    public void Name_of_65_characters_is_refused() =>
        Assert.Contains("65", Assert.Throws<ArgumentException>(() => ModelName.Validate("resource", new string('a', 65))).Message);

    [Fact]
    public async Task Second_resource_of_a_name_is_refused_with_what_exists()
    {
        await using var test = new TestApplication();
        test.Builder.AddRedis("cache");
        test.Builder.AddKafka("events");
        var fault = Assert.Throws<DistributedApplicationException>(() => test.Builder.AddKafka("Cache"));
        Assert.Contains("RedisResource named 'cache'", fault.Message);
        Assert.Contains("cache, events", fault.Message);
    }
}
