using System.Net.Sockets;
using Arena.Hosting;
using Arena.Hosting.ApplicationModel;
using Arena.Hosting.Kafka;

namespace Arena.Tests.Hosting.Stores;

public sealed class KafkaTests
{
    [Fact]
    public async Task In_process_broker_listens_where_the_connection_string_says()
    {
        if (!LibrdKafka.IsAvailable)
            return;
        await using var test = new TestApplication();
        var kafka = test.Builder.AddKafka("kafka");
        await test.StartAndWaitAsync();
        var servers = await ((IResourceWithConnectionString)kafka.Resource).GetConnectionStringAsync(test.Limit);
        var (host, port) = (servers!.Split(':')[0], int.Parse(servers.Split(':')[1]));
        using var client = new TcpClient();
        await client.ConnectAsync(host, port, test.Limit);
    }
}
