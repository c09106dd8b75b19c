using System.Buffers.Binary;

namespace Arena.Hosting.Engine;

/// <summary>The settings of a peer that matter to one who stands between.</summary>
internal sealed record Http2Settings(uint MaxConcurrentStreams, uint InitialWindowSize, uint? MaxHeaderListSize)
{
    public const uint DefaultWindow = 65_535;

    public static readonly Http2Settings Default = new(uint.MaxValue, DefaultWindow, null);

    private const int EntryLength = 6;
    private const ushort HeaderTableSizeId = 1;
    private const ushort EnablePushId = 2;
    private const ushort MaxConcurrentStreamsId = 3;
    private const ushort InitialWindowSizeId = 4;
    private const ushort MaxHeaderListSizeId = 6;

    public Http2Settings With(ReadOnlySpan<byte> payload)
    {
        if (payload.Length % EntryLength != 0)
            throw new Http2Exception("SETTINGS of the wrong size");

        var settings = this;
        for (; payload.Length > 0; payload = payload[EntryLength..])
        {
            var value = BinaryPrimitives.ReadUInt32BigEndian(payload[2..]);
            settings = BinaryPrimitives.ReadUInt16BigEndian(payload) switch
            {
                MaxConcurrentStreamsId => settings with { MaxConcurrentStreams = value },
                InitialWindowSizeId => settings with { InitialWindowSize = value },
                MaxHeaderListSizeId => settings with { MaxHeaderListSize = value },
                _ => settings,
            };
        }

        return settings;
    }

    /// <summary>
    /// What is passed on to the other side: the peer's own limits, and no memory for headers. With a dynamic table of no size
    /// every header block speaks for itself, and can go to any replica as it is.
    /// </summary>
    public byte[] Encode(bool toServer)
    {
        var entries = new List<(ushort Id, uint Value)> { (HeaderTableSizeId, 0), (InitialWindowSizeId, InitialWindowSize) };
        if (toServer)
            entries.Add((EnablePushId, 0));
        else if (MaxConcurrentStreams != uint.MaxValue)
            entries.Add((MaxConcurrentStreamsId, MaxConcurrentStreams));
        if (MaxHeaderListSize is { } limit)
            entries.Add((MaxHeaderListSizeId, limit));

        var payload = new byte[entries.Count * EntryLength];
        for (var i = 0; i < entries.Count; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(payload.AsSpan(i * EntryLength), entries[i].Id);
            BinaryPrimitives.WriteUInt32BigEndian(payload.AsSpan((i * EntryLength) + 2), entries[i].Value);
        }

        return payload;
    }
}
