using Arena.Cli;
using Arena.Cli.Systems;

namespace Arena.Tests.Cli.Systems;

public sealed class ServiceAddressTests
{
    private static readonly ServiceAddress _service = new("s", "ARENA_TEST_NOBODY_SETS_THIS", "http://h:1", "name one");

    [Fact]
    public void Several_addresses_come_by_commas_or_one_by_one()
    {
        Uri[] wanted = [new("http://a:1"), new("https://b:2"), new("http://c:3")];
        Assert.Equal(wanted, _service.Find(["http://a:1, https://b:2", "http://c:3"]));
        Assert.Equal(wanted, _service.Find(["http://a:1", "https://b:2", "http://c:3"]));
    }

    [Theory]
    [InlineData("http://a:1,", "''")]
    [InlineData("http://a:1,b", "'b'")]
    [InlineData("ftp://a:1", "'ftp://a:1'")]
    public void One_that_is_no_address_is_named(string given, string named)
    {
        var fault = Assert.Throws<CommandException>(() => _service.Find([given]));
        Assert.Equal(($"{named} is not an address such as http://h:1", ExitCode.Usage), (fault.Message, fault.ExitCode));
    }
}
