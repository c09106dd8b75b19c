using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Arena.Hosting.Dashboard.Wire;
using Arena.Dashboard.Settings;
using Grpc.Core;
using Grpc.Net.Client;

namespace Arena.Dashboard.Resources;

/// <summary>Calls of the application host's resource service.</summary>
internal sealed class ResourceClient(DashboardSettings settings) : IDisposable
{
    private const string KeyHeader = "x-resource-service-api-key";

    private static readonly TimeSpan _commandLimit = TimeSpan.FromMinutes(1);

    private readonly GrpcChannel? _channel = settings.ResourceService is { } address ? GrpcChannel.ForAddress(address) : null;
    private readonly Metadata _headers = settings.ResourceServiceApiKey is { } key ? new Metadata { { KeyHeader, key } } : [];

    /// <summary>False when the dashboard runs alone.</summary>
    public bool HasService => _channel is not null;

    private DashboardService.DashboardServiceClient Service =>
        new(_channel ?? throw new InvalidOperationException("This dashboard runs alone: no application host is configured."));

    public async Task<string> ApplicationNameAsync(CancellationToken cancellationToken) =>
        (await Service.GetApplicationInformationAsync(new ApplicationInformationRequest(), _headers, cancellationToken: cancellationToken)).ApplicationName;

    public async IAsyncEnumerable<WatchResourcesUpdate> WatchAsync(bool isReconnect, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var call = Service.WatchResources(new WatchResourcesRequest { IsReconnect = isReconnect }, _headers, cancellationToken: cancellationToken);
        await foreach (var update in call.ResponseStream.ReadAllAsync(cancellationToken))
            yield return update;
    }

    public async IAsyncEnumerable<ConsoleLogLine> ConsoleAsync(string resource, bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new WatchResourceConsoleLogsRequest { ResourceName = resource, SuppressFollow = !follow };
        using var call = Service.WatchResourceConsoleLogs(request, _headers, cancellationToken: cancellationToken);
        await foreach (var update in call.ResponseStream.ReadAllAsync(cancellationToken))
        {
            foreach (var line in update.LogLines)
                yield return line;
        }
    }

    /// <summary>What came of it; a failure is told, not thrown.</summary>
    public async Task<ResourceCommandResponse> ExecuteAsync(Resource resource, ResourceCommand command, CancellationToken cancellationToken)
    {
        try
        {
            var request = new ResourceCommandRequest { CommandName = command.Name, ResourceName = resource.Name, ResourceType = resource.ResourceType, Parameter = command.Parameter };
            return await Service.ExecuteResourceCommandAsync(request, _headers, DateTime.UtcNow + _commandLimit, cancellationToken);
        }
        catch (RpcException failure)
        {
            return new ResourceCommandResponse { Kind = ResourceCommandResponseKind.Failed, ErrorMessage = Describe(failure) };
        }
    }

    public static string Describe(RpcException failure) => failure.InnerException is HttpRequestException { InnerException: SocketException } or HttpRequestException
        ? "the application host does not answer"
        : $"{failure.Status.Detail} ({failure.StatusCode})";

    public void Dispose() => _channel?.Dispose();
}
