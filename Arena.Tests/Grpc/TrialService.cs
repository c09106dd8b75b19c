using Grpc.Core;

namespace Arena.Tests.Grpc;

/// <summary>The service under test: does what its script says.</summary>
public sealed class TrialService(TrialScript script) : Trial.TrialBase
{
    public override Task<Answer> Unary(Ask request, ServerCallContext context) => script.Unary(request, context);

    public override Task<Answer> Collect(IAsyncStreamReader<Ask> requestStream, ServerCallContext context) =>
        script.Collect(requestStream, context);

    public override Task Expand(Ask request, IServerStreamWriter<Answer> responseStream, ServerCallContext context) =>
        script.Expand(request, responseStream, context);

    public override Task Chat(
        IAsyncStreamReader<Ask> requestStream, IServerStreamWriter<Answer> responseStream, ServerCallContext context) =>
        script.Chat(requestStream, responseStream, context);
}
