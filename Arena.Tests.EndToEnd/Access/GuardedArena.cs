using System.Net.Http.Headers;
using Arena.Client;
using Arena.Contracts.V1;
using Arena.Tests.EndToEnd.Grpc;

namespace Arena.Tests.EndToEnd.Access;

/// <summary>A control plane that asks for keys, and callers of it.</summary>
internal sealed class GuardedArena : IAsyncDisposable
{
    public const string AdminKey = "0123456789abcdef0123456789abcdef-admin";
    public const string NodeKey = "0123456789abcdef0123456789abcdef-node";

    private readonly List<IDisposable> _opened = [];

    private GuardedArena(ServiceHost host) => Host = host;

    public ServiceHost Host { get; }

    public ArenaClient Admin => Client(AdminKey);

    public static async Task<GuardedArena> StartAsync(params (string Key, string? Value)[] settings) => new(
        await ServiceHost.ControlPlaneAsync(
            settings: [.. ServiceHost.WithHttp, ("Access:AdminKey", AdminKey), ("Access:NodeKey", NodeKey), .. settings]));

    public ArenaClient Client(string? key)
    {
        var client = new ArenaClient(Host.Address, new ArenaClientOptions { Key = key });
        _opened.Add(client);
        return client;
    }

    public HttpClient Http(string? key)
    {
        var http = new HttpClient { BaseAddress = Host.HttpAddress, Timeout = TimeSpan.FromSeconds(30) };
        if (key is not null)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        _opened.Add(http);
        return http;
    }

    public async Task<CreateKeyResponse> MakeKeyAsync(string role, string tenant = "", params string[] agents) =>
        await Admin.Access.CreateKeyAsync(new CreateKeyRequest { Role = role, Tenant = tenant, Agents = { agents } });

    public async Task<string> KeyAsync(string role, string tenant = "", params string[] agents) =>
        (await MakeKeyAsync(role, tenant, agents)).Secret;

    /// <summary>A tenant that is not the default one.</summary>
    public async Task<string> TenantAsync(string id)
    {
        await Admin.Access.CreateTenantAsync(new CreateTenantRequest { Id = id });
        return id;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var opened in _opened)
            opened.Dispose();
        await Host.DisposeAsync();
    }
}
