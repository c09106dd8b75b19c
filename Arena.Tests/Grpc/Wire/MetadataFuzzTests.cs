using System.Text;
using Grpc.Core;
using Grpc.Net.Internal;

namespace Arena.Tests.Grpc.Wire;

/// <summary>The codecs of headers on whatever may come. A failure names its seed.</summary>
public sealed class MetadataFuzzTests
{
    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Metadata_round_trips(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 500; i++)
        {
            var entry = random.Next(2) == 0
                ? new Metadata.Entry(Key(random) + "-bin", Bytes(random))
                : new Metadata.Entry(Key(random), Ascii(random));
            var back = new Metadata();
            MetadataCodec.AddReceived(back, entry.Key, MetadataCodec.ToHeaderValue(entry));
            Assert.True(back.Count == 1 && back[0].Key == entry.Key && back[0].ValueBytes.SequenceEqual(entry.ValueBytes), $"seed {seed}, entry {i}: {entry}");
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Any_header_can_be_read(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 2000; i++)
        {
            var text = Text(random);
            var metadata = new Metadata();
            MetadataCodec.AddReceived(metadata, "any-bin", text);
            MetadataCodec.AddReceived(metadata, "any", text);
            GrpcTimeout.TryParse(text, out _);
            WireStatus.Decode(text, text);
            Assert.True(PercentEncoding.Decode(PercentEncoding.Encode(text)) == Valid(text), $"seed {seed}, text {i}");
            Assert.NotNull(PercentEncoding.Decode(text));
        }
    }

    /// <summary>Half a surrogate pair has no UTF-8.</summary>
    private static string Valid(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static string Key(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(1, 20)).Select(_ => "abcdefghijklmnopqrstuvwxyz0123456789-_."[random.Next(39)])).TrimEnd('-') + "x";

    private static byte[] Bytes(Random random)
    {
        var bytes = new byte[random.Next(100)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static string Ascii(Random random) =>
        "a" + string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => (char)random.Next(0x20, 0x7F)));

    /// <summary>Mostly what headers are made of, sometimes anything at all.</summary>
    private static string Text(Random random) => string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => random.Next(8) switch
    {
        0 => '%',
        1 => '=',
        2 => ',',
        3 => (char)random.Next(char.MaxValue),
        _ => "0123456789abcdefABCDEFmunSMH+/"[random.Next(30)],
    }));
}
