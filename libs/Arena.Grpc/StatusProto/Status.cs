using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Google.Rpc;

public sealed partial class Status
{
    private static readonly TypeRegistry Standard = TypeRegistry.FromFiles(ErrorDetailsReflection.Descriptor);

    /// <summary>The first detail of this type; null when there is none.</summary>
    /// <exception cref="InvalidProtocolBufferException">There is one and it is broken.</exception>
    public T? GetDetail<T>()
        where T : class, IMessage<T>, new()
    {
        var name = new T().Descriptor.FullName;
        return Details.FirstOrDefault(any => Any.GetTypeName(any.TypeUrl) == name)?.Unpack<T>();
    }

    /// <summary>The details of google.rpc's own types; others are passed over.</summary>
    public IEnumerable<IMessage> UnpackDetailMessages() => UnpackDetailMessages(Standard);

    /// <summary>The details of the types the registry knows; others are passed over.</summary>
    public IEnumerable<IMessage> UnpackDetailMessages(TypeRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        foreach (var any in Details)
            if (any.Unpack(registry) is { } detail)
                yield return detail;
    }
}
