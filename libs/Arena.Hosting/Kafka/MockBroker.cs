using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace Arena.Hosting.Kafka;

/// <summary>
/// librdkafka's mock broker as a program. It chooses its port itself, so the port that was asked for leads there; clients are told the
/// broker's own address by its metadata and go on with that.
/// </summary>
internal static class MockBroker
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is not [var text] || !ushort.TryParse(text, CultureInfo.InvariantCulture, out var port))
        {
            Console.Error.WriteLine("Usage: Arena.Hosting PORT    (a Kafka broker in memory, for development)");
            return 2;
        }

        using var stop = new CancellationTokenSource();
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        var configuration = new ProducerConfig();
        configuration.Set("test.mock.num.brokers", "1");
        using var broker = new ProducerBuilder<Null, Null>(configuration).SetLogHandler((_, _) => { }).Build();
        using var admin = new DependentAdminClientBuilder(broker.Handle).Build();
        var address = admin.GetMetadata(_patience).Brokers.Single();
        Console.WriteLine($"librdkafka's mock broker on 127.0.0.1:{port} ({address.Host}:{address.Port}): volatile, all that it "
            + $"holds is in memory");
        using var door = new TcpListener(IPAddress.Loopback, port);
        door.Start();
        try
        {
            while (true)
            {
                var client = await door.AcceptTcpClientAsync(stop.Token).ConfigureAwait(false);
                _ = RelayAsync(client, address, stop.Token); // ends with its client
            }
        }
        catch (OperationCanceledException)
        {
            return 0;
        }

        void End(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }

    private static async Task RelayAsync(TcpClient client, BrokerMetadata broker, CancellationToken cancellationToken)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync(broker.Host, broker.Port, cancellationToken).ConfigureAwait(false);
                var there = client.GetStream().CopyToAsync(server.GetStream(), cancellationToken);
                var back = server.GetStream().CopyToAsync(client.GetStream(), cancellationToken);
                await Task.WhenAny(there, back).ConfigureAwait(false);
            }
            catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException)
            {
                // Its client dials again.
            }
        }
    }
}
