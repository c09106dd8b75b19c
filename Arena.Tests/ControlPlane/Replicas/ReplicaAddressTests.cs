using Arena.ControlPlane.Replicas;
using Microsoft.Extensions.Configuration;

namespace Arena.Tests.ControlPlane.Replicas;

public sealed class ReplicaAddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5081", true)]
    [InlineData("https://arena-2.example:443", true)]
    [InlineData("http://[::1]:5081", true)]
    [InlineData("http://+:8080", false)]
    [InlineData("http://*:8080", false)]
    [InlineData("http://0.0.0.0:8080", false)]
    [InlineData("http://[::]:8080", false)]
    [InlineData("http://127.0.0.1:0", false)]
    [InlineData("tcp://127.0.0.1:1", false)]
    [InlineData("127.0.0.1:1", false)]
    [InlineData("", false)]
    public void Address_that_names_a_host_and_a_port_can_be_dialled(string address, bool can)
    {
        Assert.Equal(can, ReplicaAddress.CanBeDialled(address));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Kestrel:Endpoints:grpc:Url", address)]).Build();
        Assert.Equal(can ? address : "", ReplicaAddress.Default(configuration));
    }
}
