namespace Grpc.Core.Internal;

/// <summary>The deadline and the cancellation of a server call, for the client calls made on its behalf.</summary>
internal sealed class ServerContextPropagationToken(
    DateTime deadline, ContextPropagationOptions options, CancellationToken cancellationToken)
    : ContextPropagationToken
{
    internal DateTime Deadline { get; } = options.IsPropagateDeadline ? deadline : DateTime.MaxValue;

    internal CancellationToken CancellationToken { get; } =
        options.IsPropagateCancellation ? cancellationToken : CancellationToken.None;
}
