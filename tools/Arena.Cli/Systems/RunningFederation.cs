using Arena.Contracts.Channels;
using Arena.Contracts.V1;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;

namespace Arena.Cli.Systems;

/// <summary>A connection to the federation service that a command talks to.</summary>
internal sealed class RunningFederation : IDisposable
{
    private const string AddressVariable = "ARENA_FEDERATION";

    /// <summary>What <c>--endpoint</c> means to a command of it.</summary>
    public const string Address =
        $"The federation service's gRPC address. Default: {AddressVariable}, else the newest system running in this checkout.";

    private static readonly ServiceAddress _federation = new(
        "federation",
        AddressVariable,
        Example: "http://127.0.0.1:5082",
        Otherwise: $"name the federation service with --endpoint or {AddressVariable}");

    private readonly GrpcChannel _channel;

    private RunningFederation(Uri address, string? key)
    {
        _channel = ArenaChannel.Open(address);
        Models = new FederationService.FederationServiceClient(key is null
            ? _channel.CreateCallInvoker()
            : _channel.Intercept(metadata => Showing(key, metadata)));
    }

    public FederationService.FederationServiceClient Models { get; }

    /// <exception cref="CommandException">There is none, or what was named is no address.</exception>
    public static RunningFederation Connect(NamedSystem named)
    {
        var address = _federation.Find(named.Endpoints)[0];
        var key = named.NamedKey
            ?? RunFile.Living().FirstOrDefault(run => run.Endpoints(_federation.Resource, "grpc").Contains(address))?.Key;
        return new RunningFederation(address, key);
    }

    /// <summary>The one of a system whose address is known.</summary>
    public static RunningFederation At(Uri address) => new(address, key: null);

    public void Dispose() => _channel.Dispose();

    private static Metadata Showing(string key, Metadata metadata)
    {
        metadata.Add("authorization", $"Bearer {key}");
        return metadata;
    }
}
