using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.Internal;
using Grpc.Reflection.V1Alpha;

namespace Grpc.Reflection;

/// <summary>Server reflection under its old name, <c>grpc.reflection.v1alpha</c>, which most tools still ask for.</summary>
public class ReflectionServiceImpl : ServerReflection.ServerReflectionBase
{
    private readonly ReflectionAnswers _answers;

    /// <summary>Tells of these services and all that their files declare and import.</summary>
    public ReflectionServiceImpl(IEnumerable<ServiceDescriptor> serviceDescriptors)
        : this(new ReflectionAnswers(serviceDescriptors))
    {
    }

    /// <summary>Tells of these services and all that their files declare and import.</summary>
    public ReflectionServiceImpl(params ServiceDescriptor[] serviceDescriptors)
        : this((IEnumerable<ServiceDescriptor>)serviceDescriptors)
    {
    }

    internal ReflectionServiceImpl(ReflectionAnswers answers) => _answers = answers;

    /// <inheritdoc/>
    public override async Task ServerReflectionInfo(
        IAsyncStreamReader<ServerReflectionRequest> requestStream,
        IServerStreamWriter<ServerReflectionResponse> responseStream,
        ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(requestStream);
        ArgumentNullException.ThrowIfNull(responseStream);
        while (await requestStream.MoveNext(CancellationToken.None).ConfigureAwait(false))
        {
            var answer = _answers.Answer(Translate(requestStream.Current, V1.ServerReflectionRequest.Parser));
            await responseStream.WriteAsync(Translate(answer, ServerReflectionResponse.Parser)).ConfigureAwait(false);
        }
    }

    /// <summary>Both versions look the same on the wire.</summary>
    private static T Translate<T>(Google.Protobuf.IMessage message, Google.Protobuf.MessageParser<T> parser)
        where T : Google.Protobuf.IMessage<T> =>
        parser.ParseFrom(Google.Protobuf.MessageExtensions.ToByteString(message));
}
