using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Arena.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Arena.Hosting.Redis;

/// <summary>AUTH and PING over a connection of its own.</summary>
internal sealed class RedisHealthCheck(IResourceWithConnectionString resource) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var connectionString = await resource.GetConnectionStringAsync(cancellationToken).ConfigureAwait(false);
        var server = RedisConnection.Parse(connectionString!);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(server.Host, server.Port, cancellationToken).ConfigureAwait(false);
            using var stream = await OpenAsync(client, server, cancellationToken).ConfigureAwait(false);
            using var reader = new StreamReader(stream, Encoding.ASCII);
            foreach (var command in Commands(server))
            {
                await stream.WriteAsync(Encode(command), cancellationToken).ConfigureAwait(false);
                if (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is var reply && reply is not ("+OK" or "+PONG"))
                    return HealthCheckResult.Unhealthy($"{command[0]} was answered with '{reply}'");
            }

            return HealthCheckResult.Healthy();
        }
        catch (Exception fault) when (fault is SocketException or IOException)
        {
            return HealthCheckResult.Unhealthy(fault.Message);
        }
    }

    private static async Task<Stream> OpenAsync(TcpClient client, RedisConnection server, CancellationToken cancellationToken)
    {
        if (!server.Tls)
            return client.GetStream();
        var secure = new SslStream(client.GetStream());
        await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = server.Host }, cancellationToken).ConfigureAwait(false);
        return secure;
    }

    private static IEnumerable<string[]> Commands(RedisConnection server)
    {
        if (server.Password is { } password)
            yield return server.User is { } user ? ["AUTH", user, password] : ["AUTH", password];
        yield return ["PING"];
    }

    private static byte[] Encode(string[] command)
    {
        var text = new StringBuilder().Append('*').Append(command.Length).Append("\r\n");
        foreach (var word in command)
            text.Append('$').Append(Encoding.UTF8.GetByteCount(word)).Append("\r\n").Append(word).Append("\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
