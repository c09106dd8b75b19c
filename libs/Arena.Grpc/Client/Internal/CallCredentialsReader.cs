using Grpc.Core;
using Grpc.Net.Internal;

namespace Grpc.Net.Client.Internal;

/// <summary>Adds what call credentials bring to a request's headers. They do not travel in the clear.</summary>
internal sealed class CallCredentialsReader : CallCredentialsConfiguratorBase
{
    private readonly List<AsyncAuthInterceptor> _interceptors = [];

    internal static ValueTask AddAsync(
        CallRequest request, GrpcChannel channel, IMethod method, CallOptions options, CancellationToken cancellationToken)
    {
        if (options.Credentials is null && channel.Credentials.CallCredentials.Count == 0)
            return default;
        if (!channel.Credentials.IsSecure && !channel.Options.UnsafeUseInsecureChannelCallCredentials)
        {
            ClientLog.CredentialsLeftOut(channel.Logger, method.FullName);
            return default;
        }

        var reader = new CallCredentialsReader();
        foreach (var credentials in channel.Credentials.CallCredentials)
            credentials.InternalPopulateConfiguration(reader, null);
        options.Credentials?.InternalPopulateConfiguration(reader, null);
        return reader.RunAsync(request, channel, method, cancellationToken);
    }

    public override void SetCompositeCredentials(object? state, IReadOnlyList<CallCredentials> credentials)
    {
        foreach (var part in credentials)
            part.InternalPopulateConfiguration(this, null);
    }

    public override void SetAsyncAuthInterceptorCredentials(object? state, AsyncAuthInterceptor interceptor) =>
        _interceptors.Add(interceptor);

    private async ValueTask RunAsync(
        CallRequest request, GrpcChannel channel, IMethod method, CancellationToken cancellationToken)
    {
        var context = new AuthInterceptorContext(
            $"{channel.Address.Scheme}://{channel.Address.Authority}/{method.ServiceName}", method.Name, cancellationToken);
        foreach (var interceptor in _interceptors)
        {
            var metadata = new Metadata();
            await interceptor(context, metadata).ConfigureAwait(false);
            foreach (var entry in metadata)
                if (!MetadataCodec.IsProtocolHeader(entry.Key))
                    request.AddHeader(entry.Key, MetadataCodec.ToHeaderValue(entry));
        }
    }
}
