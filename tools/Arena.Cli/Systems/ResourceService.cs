using Arena.Hosting.Dashboard.Wire;
using Grpc.Core;
using Grpc.Net.Client;

namespace Arena.Cli.Systems;

/// <summary>The part of a running AppHost that tells of its resources and takes commands for them.</summary>
internal sealed class ResourceService : IDisposable
{
    private const string KeyHeader = "x-resource-service-api-key";

    private readonly GrpcChannel _channel;

    private ResourceService(RunFile.Service service)
    {
        _channel = GrpcChannel.ForAddress(service.Url);
        Client = new DashboardService.DashboardServiceClient(_channel);
        if (service.Key is { } key)
            Headers.Add(KeyHeader, key);
    }

    public DashboardService.DashboardServiceClient Client { get; }

    public Metadata Headers { get; } = [];

    /// <param name="pid">The AppHost that is meant; null for the newest of this checkout.</param>
    public static ResourceService Connect(int? pid)
    {
        var runs = RunFile.Living();
        var run = pid is null ? runs.FirstOrDefault(r => r.Dashboard is not null) : runs.FirstOrDefault(r => r.Pid == pid);
        if (run is { Dashboard: { } service })
            return new ResourceService(service);
        throw new CommandException(
            pid is not null ? $"no AppHost with process id {pid} is running in this checkout{(runs.Count > 0 ? $"; running: {string.Join(", ", runs.Select(r => r.Pid))}" : "")}"
            : "no system is running in this checkout: start one with './arena up'",
            ExitCode.Failed);
    }

    public async Task<IReadOnlyList<Resource>> ListAsync(CancellationToken cancellationToken)
    {
        using var watching = Client.WatchResources(new WatchResourcesRequest(), Headers, cancellationToken: cancellationToken);
        while (await watching.ResponseStream.MoveNext(cancellationToken))
        {
            if (watching.ResponseStream.Current.InitialData is { } initial)
                return [.. initial.Resources.Where(r => !r.IsHidden)];
        }

        throw new CommandException("the AppHost ended before it had told of its resources", ExitCode.Failed);
    }

    /// <summary>The instances of that name: one, or all the replicas of a resource.</summary>
    public async Task<IReadOnlyList<Resource>> FindAsync(string name, CancellationToken cancellationToken)
    {
        var all = await ListAsync(cancellationToken);
        var found = all.Where(r => string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase)).ToArray();
        if (found.Length == 0)
            found = [.. all.Where(r => string.Equals(r.DisplayName, name, StringComparison.OrdinalIgnoreCase))];
        return found.Length > 0
            ? found
            : throw new CommandException($"there is no resource '{name}'; there are: {string.Join(", ", all.Select(r => r.Name))}", ExitCode.Failed);
    }

    public void Dispose() => _channel.Dispose();
}
