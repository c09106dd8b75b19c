using Arena.Hosting.ApplicationModel;
using Grpc.Core;

namespace Arena.Hosting.Dashboard;

/// <summary>Lets a dashboard watch the resources and command them.</summary>
internal sealed class DashboardGrpcService(
    ResourceNotificationService notifications,
    ResourceLoggerService logs,
    ResourceCommandService commands,
    ResourceMessages messages,
    DistributedApplicationOptions options) : Wire.DashboardService.DashboardServiceBase
{
    public override Task<Wire.ApplicationInformationResponse> GetApplicationInformation(Wire.ApplicationInformationRequest request, ServerCallContext context) =>
        Task.FromResult(new Wire.ApplicationInformationResponse { ApplicationName = options.ApplicationName });

    public override async Task WatchResources(
        Wire.WatchResourcesRequest request, IServerStreamWriter<Wire.WatchResourcesUpdate> responseStream, ServerCallContext context)
    {
        using var subscription = notifications.Subscribe();
        var initial = new Wire.InitialResourceData
        {
            Resources = { subscription.Known.Select(messages.ToMessage) },
            ResourceTypes = { subscription.Known.Select(e => ResourceMessages.TypeOf(e.Resource)).Distinct().Select(t => new Wire.ResourceType { UniqueName = t }) },
        };
        await responseStream.WriteAsync(new Wire.WatchResourcesUpdate { InitialData = initial }, context.CancellationToken).ConfigureAwait(false);
        while (await subscription.Changes.WaitToReadAsync(context.CancellationToken).ConfigureAwait(false))
        {
            var changes = new Wire.WatchResourcesChanges();
            while (subscription.Changes.TryRead(out var change))
                changes.Value.Add(new Wire.WatchResourcesChange { Upsert = messages.ToMessage(change) });
            await responseStream.WriteAsync(new Wire.WatchResourcesUpdate { Changes = changes }, context.CancellationToken).ConfigureAwait(false);
        }
    }

    public override async Task WatchResourceConsoleLogs(
        Wire.WatchResourceConsoleLogsRequest request, IServerStreamWriter<Wire.WatchResourceConsoleLogsUpdate> responseStream, ServerCallContext context)
    {
        if (notifications.Find(request.ResourceName).Count == 0)
            throw new RpcException(new Status(StatusCode.NotFound, $"There is no resource '{request.ResourceName}'; there are: {string.Join(", ", notifications.Current().Select(e => e.ResourceId))}."));

        var batches = request.SuppressFollow ? logs.GetAllAsync(request.ResourceName) : logs.WatchAsync(request.ResourceName);
        await foreach (var batch in batches.WithCancellation(context.CancellationToken).ConfigureAwait(false))
        {
            var update = new Wire.WatchResourceConsoleLogsUpdate
            {
                LogLines = { batch.Select(l => new Wire.ConsoleLogLine { Text = l.Content, IsStdErr = l.IsErrorMessage, LineNumber = l.LineNumber }) },
            };
            await responseStream.WriteAsync(update, context.CancellationToken).ConfigureAwait(false);
        }
    }

    public override async Task<Wire.ResourceCommandResponse> ExecuteResourceCommand(Wire.ResourceCommandRequest request, ServerCallContext context)
    {
        var result = await commands.ExecuteCommandAsync(request.ResourceName, request.CommandName, context.CancellationToken).ConfigureAwait(false);
        var response = new Wire.ResourceCommandResponse
        {
            Kind = result.Success ? Wire.ResourceCommandResponseKind.Succeeded
                : result.Canceled ? Wire.ResourceCommandResponseKind.Cancelled
                : Wire.ResourceCommandResponseKind.Failed,
        };
        if (result.Message is { } message)
        {
            response.Message = message;
            if (!result.Success)
                response.ErrorMessage = message;
        }

        if (result.Data is { } data)
            response.Result = new Wire.ResourceCommandResult { Value = data.Value, Format = (Wire.CommandResultFormat)(data.Format + 1), DisplayImmediately = data.DisplayImmediately };
        return response;
    }
}
