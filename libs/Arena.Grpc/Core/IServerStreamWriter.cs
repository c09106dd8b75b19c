namespace Grpc.Core;

/// <summary>The server's end of a response stream. It ends when the handler returns.</summary>
public interface IServerStreamWriter<in T> : IAsyncStreamWriter<T>;
