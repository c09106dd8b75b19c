namespace Grpc.Core.Internal;

/// <summary>Several call credentials as one.</summary>
internal sealed class ComposedCallCredentials : CallCredentials
{
    private readonly CallCredentials[] _credentials;

    internal ComposedCallCredentials(CallCredentials[] credentials)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        if (credentials.Length < 2)
            throw new ArgumentException($"Composing takes at least two credentials; found {credentials.Length}.");
        _credentials = [.. credentials];
    }

    public override void InternalPopulateConfiguration(CallCredentialsConfiguratorBase configurator, object? state) =>
        configurator.SetCompositeCredentials(state, _credentials);
}
