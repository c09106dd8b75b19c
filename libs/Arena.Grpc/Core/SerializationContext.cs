using System.Buffers;

namespace Grpc.Core;

/// <summary>
/// Where a serializer leaves its message: either whole with <see cref="Complete(byte[])"/>, or through
/// <see cref="GetBufferWriter"/> followed by <see cref="Complete()"/>.
/// </summary>
public abstract class SerializationContext
{
    /// <summary>Leaves the whole payload.</summary>
    public virtual void Complete(byte[] payload) => throw new NotImplementedException();

    /// <summary>A writer for the payload.</summary>
    public virtual IBufferWriter<byte> GetBufferWriter() => throw new NotImplementedException();

    /// <summary>
    /// Announces the payload's length in bytes, before <see cref="GetBufferWriter"/>. Optional; the buffer is then
    /// taken once, in the right size. The number of bytes written must match.
    /// </summary>
    public virtual void SetPayloadLength(int payloadLength)
    {
    }

    /// <summary>Says that everything is written.</summary>
    public virtual void Complete() => throw new NotImplementedException();
}
