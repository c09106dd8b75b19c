using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;

namespace Grpc.Reflection.Internal;

/// <summary>Answers the questions of both versions. An unanswerable one is an answer too: it does not end the stream.</summary>
internal sealed class ReflectionAnswers(IEnumerable<ServiceDescriptor> services)
{
    private readonly IReadOnlyList<ServiceDescriptor> _services =
        [.. services.DistinctBy(s => s.FullName).OrderBy(s => s.FullName, StringComparer.Ordinal)];

    private SymbolRegistry Symbols => field ??= SymbolRegistry.FromFiles(_services.Select(s => s.File).Distinct());

    internal ServerReflectionResponse Answer(ServerReflectionRequest request)
    {
        var answer = request.MessageRequestCase switch
        {
            ServerReflectionRequest.MessageRequestOneofCase.FileByFilename =>
                File(Symbols.FileByName(request.FileByFilename), request.FileByFilename),
            ServerReflectionRequest.MessageRequestOneofCase.FileContainingSymbol =>
                File(Symbols.FileContainingSymbol(request.FileContainingSymbol), request.FileContainingSymbol),
            ServerReflectionRequest.MessageRequestOneofCase.FileContainingExtension => FileOf(request.FileContainingExtension),
            ServerReflectionRequest.MessageRequestOneofCase.AllExtensionNumbersOfType =>
                Extensions(request.AllExtensionNumbersOfType),
            ServerReflectionRequest.MessageRequestOneofCase.ListServices => Services(),
            var other => Error(StatusCode.Unimplemented, $"The question is not known here: {other}."),
        };
        answer.ValidHost = request.Host;
        answer.OriginalRequest = request;
        return answer;
    }

    private ServerReflectionResponse Services()
    {
        var list = new ListServiceResponse();
        list.Service.AddRange(_services.Select(s => new ServiceResponse { Name = s.FullName }));
        return new ServerReflectionResponse { ListServicesResponse = list };
    }

    private ServerReflectionResponse FileOf(ExtensionRequest extension) => File(
        Symbols.FileContainingExtension(extension.ContainingType, extension.ExtensionNumber),
        $"{extension.ContainingType} extension {extension.ExtensionNumber}");

    private ServerReflectionResponse Extensions(string type)
    {
        if (Symbols.ExtensionNumbers(type) is not { } numbers)
            return NotFound(type);
        var answer = new ExtensionNumberResponse { BaseTypeName = type };
        answer.ExtensionNumber.AddRange(numbers);
        return new ServerReflectionResponse { AllExtensionNumbersResponse = answer };
    }

    private static ServerReflectionResponse File(FileDescriptor? file, string asked)
    {
        if (file is null)
            return NotFound(asked);
        var files = new FileDescriptorResponse();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Add(file);
        return new ServerReflectionResponse { FileDescriptorResponse = files };

        void Add(FileDescriptor next)
        {
            if (!seen.Add(next.Name))
                return;
            files.FileDescriptorProto.Add(next.SerializedData);
            foreach (var import in next.Dependencies)
                Add(import);
        }
    }

    private static ServerReflectionResponse NotFound(string asked) => Error(StatusCode.NotFound, $"Not known here: {asked}.");

    private static ServerReflectionResponse Error(StatusCode code, string message) => new()
    {
        ErrorResponse = new ErrorResponse { ErrorCode = (int)code, ErrorMessage = message },
    };
}
