using Arena.ServiceDefaults.Start;
using Microsoft.Extensions.Configuration;

namespace Arena.Tests.ServiceDefaults.Start;

/// <summary>Who lets anybody in must not listen where others come.</summary>
public sealed class WideBindingTests
{
    [Theory]
    [InlineData("Kestrel:Endpoints:http:Url", "http://127.0.0.1:5080")]
    [InlineData("Kestrel:Endpoints:http:Url", "http://127.8.9.10:0")]
    [InlineData("Kestrel:Endpoints:http:Url", "http://localhost:5080")]
    [InlineData("Kestrel:Endpoints:http:Url", "https://LocalHost:5080/")]
    [InlineData("Kestrel:Endpoints:http:Url", "http://[::1]:5080")]
    [InlineData("Kestrel:Endpoints:http:Url", "http://unix:/tmp/arena.sock")]
    [InlineData("urls", "http://127.0.0.1:1;http://[::1]:2")]
    public void Own_machine_needs_no_keys(string setting, string value) => Check((setting, value));

    [Theory]
    [InlineData("Kestrel:Endpoints:http:Url", "http://0.0.0.0:5080")]
    [InlineData("Kestrel:Endpoints:http:Url", "http://*:5080")]
    [InlineData("Kestrel:Endpoints:http:Url", "http://+:5080")]
    [InlineData("Kestrel:Endpoints:http:Url", "http://[::]:5080")]
    [InlineData("Kestrel:Endpoints:http:Url", "http://192.168.1.5:5080")]
    [InlineData("Kestrel:Endpoints:http:Url", "http://arena.example.org:5080")]
    [InlineData("Kestrel:Endpoints:http:Url", "http://localhost.example.org:5080")]
    [InlineData("Kestrel:Endpoints:http:Url", "http://127.0.0.1.example.org")]
    [InlineData("Kestrel:Endpoints:http:Url", "nonsense of anybody's")]
    [InlineData("urls", "http://127.0.0.1:1;http://*:2")]
    [InlineData("http_ports", "8080")]
    public void Anything_wider_is_refused_without_keys_and_allowed_with(string setting, string value)
    {
        var fault = Assert.Throws<StartFault>(() => Check((setting, value)));
        Assert.StartsWith($"{setting} is '", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Access__Required=true", fault.Message, StringComparison.Ordinal);
        Check((setting, value), ("Access:Required", "true"));
        Check((setting, value), ("Access:Issuer", "https://login.example.org"));
    }

    [Fact]
    public void One_wide_endpoint_among_several_is_enough() => Assert.Throws<StartFault>(() => Check(
        ("Kestrel:Endpoints:grpc:Url", "http://0.0.0.0:1"), ("Kestrel:Endpoints:http:Url", "http://127.0.0.1:2")));

    [Fact]
    public void Keys_that_are_said_not_to_be_required_are_not() => Assert.Throws<StartFault>(() => Check(
        ("Kestrel:Endpoints:grpc:Url", "http://*:1"), ("Access:Required", "false"), ("Access:AdminKey", new string('x', 32))));

    private static void Check(params (string Key, string Value)[] settings) => WideBinding.Check(
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build());
}
