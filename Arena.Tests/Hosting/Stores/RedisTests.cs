using System.Net.Sockets;
using System.Text;
using Arena.Hosting;
using Arena.Hosting.ApplicationModel;

namespace Arena.Tests.Hosting.Stores;

public sealed class RedisTests
{
    [RedisFact]
    public async Task Private_server_wants_its_password_and_hides_it_from_the_process_list()
    {
        await using var test = new TestApplication();
        var redis = test.Builder.AddRedis("redis");
        await test.StartAndWaitAsync();
        var endpoint = redis.GetEndpoint("tcp");
        var password = await redis.Resource.PasswordParameter!.GetValueAsync(test.Limit);
        Assert.StartsWith("-NOAUTH", await AskAsync(endpoint, "PING"));
        Assert.Equal("+OK", await AskAsync(endpoint, $"AUTH {password}"));
        Assert.DoesNotContain(password!, await File.ReadAllTextAsync($"/proc/{test.ProcessIdOf("redis")}/cmdline"));
    }

    [RedisFact]
    public Task Volume_keeps_the_keys() => KeepsTheKeysAsync(redis => redis.WithDataVolume());

    [RedisFact]
    public Task Persistent_lifetime_keeps_the_keys_without_a_volume() => KeepsTheKeysAsync(redis => redis.WithLifetime(ContainerLifetime.Persistent));

    private static async Task KeepsTheKeysAsync(Func<IResourceBuilder<RedisResource>, IResourceBuilder<RedisResource>> keep)
    {
        var directory = TestApplication.NewDirectory();
        string? password;
        await using (var first = TestApplication.In(directory))
        {
            var redis = keep(first.Builder.AddRedis("redis"));
            await first.StartAndWaitAsync();
            password = await redis.Resource.PasswordParameter!.GetValueAsync(first.Limit);
            Assert.Equal("+OK", await AskAsync(redis.GetEndpoint("tcp"), $"AUTH {password}", "SET k v"));
            await first.Application.StopAsync(first.Limit);
        }

        await using (var second = TestApplication.In(directory))
        {
            var redis = keep(second.Builder.AddRedis("redis"));
            await second.StartAndWaitAsync();
            Assert.Equal(":1", await AskAsync(redis.GetEndpoint("tcp"), $"AUTH {password}", "EXISTS k"));
        }

        Directory.Delete(directory, recursive: true);
    }

    /// <summary>The answer to the last of the commands.</summary>
    private static async Task<string?> AskAsync(EndpointReference endpoint, params string[] commands)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(endpoint.Host, endpoint.Port);
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream);
        string? answer = null;
        foreach (var command in commands)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"));
            answer = await reader.ReadLineAsync();
        }

        return answer;
    }
}
