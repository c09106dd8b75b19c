using Microsoft.Extensions.Logging;

namespace Grpc.Net.Client.Internal;

/// <summary>What the client has to say.</summary>
internal static partial class ClientLog
{
    [LoggerMessage(1, LogLevel.Warning,
        "The call credentials of {Method} were left out: the channel is not secured by TLS.", EventName = "CredentialsLeftOut")]
    internal static partial void CredentialsLeftOut(ILogger logger, string method);
}
