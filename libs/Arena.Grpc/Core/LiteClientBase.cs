using Grpc.Core.Internal;

namespace Grpc.Core;

/// <summary>The base of clients generated with the <c>lite_client</c> option.</summary>
public abstract class LiteClientBase
{
    /// <summary>A client without a way to call: for test doubles.</summary>
    protected LiteClientBase() => CallInvoker = new UnimplementedCallInvoker();

    /// <summary>A client over an invoker.</summary>
    protected LiteClientBase(CallInvoker callInvoker)
    {
        ArgumentNullException.ThrowIfNull(callInvoker);
        CallInvoker = callInvoker;
    }

    /// <summary>Carries the calls of this client.</summary>
    protected CallInvoker CallInvoker { get; }
}
