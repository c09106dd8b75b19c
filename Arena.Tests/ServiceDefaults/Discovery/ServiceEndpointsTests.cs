using Arena.ServiceDefaults.Discovery;
using Arena.ServiceDefaults.Start;
using Microsoft.Extensions.Configuration;

namespace Arena.Tests.ServiceDefaults.Discovery;

public sealed class ServiceEndpointsTests
{
    [Fact]
    public void Addresses_come_in_the_order_of_the_replicas() => Assert.Equal(
        [new Uri("http://127.0.0.1:1"), new Uri("https://host:2")],
        Configuration(("services:controlplane:grpc:0", "http://127.0.0.1:1"), ("services:controlplane:grpc:1", "https://host:2"))
            .GetServiceEndpoints("controlplane", "grpc"));

    [Fact]
    public void Address_that_is_missing_is_named_with_what_there_is()
    {
        var none = Assert.Throws<StartFault>(() => Configuration().GetServiceEndpoints("controlplane", "grpc"));
        Assert.Contains("services__controlplane__grpc__0=http://host:port. No service is configured.", none.ToString(),
            StringComparison.Ordinal);
        var other = Assert.Throws<StartFault>(() =>
            Configuration(("services:federation:grpc:0", "http://h:1")).GetServiceEndpoints("controlplane", "grpc"));
        Assert.EndsWith("Configured services: federation.", other.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1:5081")]
    [InlineData("tcp://127.0.0.1:5081")]
    [InlineData("")]
    public void Address_that_is_none_is_shown(string address)
    {
        var fault = Assert.Throws<StartFault>(() =>
            Configuration(("services:controlplane:grpc:0", address)).GetServiceEndpoints("controlplane", "grpc"));
        Assert.Contains($"'{address}'", fault.Message, StringComparison.Ordinal);
    }

    private static IConfiguration Configuration(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build();
}
