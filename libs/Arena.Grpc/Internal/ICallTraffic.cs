namespace Grpc.Net.Internal;

/// <summary>Is told of the messages of a call, in batches.</summary>
internal interface ICallTraffic
{
    void Sent(int messages);

    void Received(int messages);
}
