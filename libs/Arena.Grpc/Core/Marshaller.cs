using Grpc.Core.Internal;

namespace Grpc.Core;

/// <summary>Turns messages of one type into bytes and back. A serializer must not return or write null.</summary>
public class Marshaller<T>
{
    private readonly Func<T, byte[]>? _serializer;
    private readonly Func<byte[], T>? _deserializer;

    /// <summary>A marshaller over whole byte arrays: simple, and a copy each way.</summary>
    public Marshaller(Func<T, byte[]> serializer, Func<byte[], T> deserializer)
    {
        ArgumentNullException.ThrowIfNull(serializer);
        ArgumentNullException.ThrowIfNull(deserializer);
        _serializer = serializer;
        _deserializer = deserializer;
        ContextualSerializer = (message, context) => context.Complete(serializer(message));
        ContextualDeserializer = context => deserializer(context.PayloadAsNewBuffer());
    }

    /// <summary>A marshaller that writes straight into, and reads straight from, the transport's buffers.</summary>
    public Marshaller(Action<T, SerializationContext> serializer, Func<DeserializationContext, T> deserializer)
    {
        ArgumentNullException.ThrowIfNull(serializer);
        ArgumentNullException.ThrowIfNull(deserializer);
        ContextualSerializer = serializer;
        ContextualDeserializer = deserializer;
    }

    /// <summary>The serializer over byte arrays.</summary>
    public Func<T, byte[]> Serializer => _serializer ?? EmulateSerializer;

    /// <summary>The deserializer over byte arrays.</summary>
    public Func<byte[], T> Deserializer => _deserializer ?? EmulateDeserializer;

    /// <summary>The serializer over the transport's buffers.</summary>
    public Action<T, SerializationContext> ContextualSerializer { get; }

    /// <summary>The deserializer over the transport's buffers.</summary>
    public Func<DeserializationContext, T> ContextualDeserializer { get; }

    private byte[] EmulateSerializer(T message)
    {
        var context = new ArraySerializationContext();
        ContextualSerializer(message, context);
        return context.Payload;
    }

    private T EmulateDeserializer(byte[] payload) =>
        ContextualDeserializer(new ArrayDeserializationContext(payload));
}
