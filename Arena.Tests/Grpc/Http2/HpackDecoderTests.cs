using System.Text;
using Grpc.Net.Client.Internal.Http2;

namespace Arena.Tests.Grpc.Http2;

/// <summary>The examples of RFC 7541, and blocks that are broken.</summary>
public sealed class HpackDecoderTests
{
    private const string Date1 = "Mon, 21 Oct 2013 20:13:21 GMT";
    private const string Date2 = "Mon, 21 Oct 2013 20:13:22 GMT";
    private const string Location = "https://www.example.com";
    private const string Cookie = "foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1";

    // The table of these examples is kept to 256 bytes, so that entries are evicted.
    private static readonly byte[] TableOf256 = [0x3F, 0xE1, 0x01];

    [Theory]
    [InlineData(
        "48033330325807707269766174 65611d4d6f6e2c203231204f637420323031332032303a31333a323120474d546e1768747470733a2f2f7777772e6578616d706c652e636f6d",
        "4803333037c1c0bf",
        "88c1611d4d6f6e2c203231204f637420323031332032303a31333a323220474d54c05a04677a69707738666f6f3d4153444a4b48514b425a584f5157454f50495541585157454f49553b206d61782d6167653d333630303b2076657273696f6e3d31")]
    [InlineData(
        "488264025885aec3771a4b6196d07abe941054d444a8200595040b8166e082a62d1bff6e919d29ad171863c78f0b97c8e9ae82ae43d3",
        "4883640effc1c0bf",
        "88c16196d07abe941054d444a8200595040b8166e084a62d1bffc05a839bd9ab77ad94e7821dd7f2e6c7b335dfdfcd5b3960d5af27087f3672c1ab270fb5291f9587316065c003ed4ee5b1063d5007")]
    public void Responses_of_appendix_C_are_read(string first, string second, string third)
    {
        var decoder = new HpackDecoder(64 * 1024);
        var one = decoder.Decode([.. TableOf256, .. Bytes(first)], out var status)!;
        Assert.Equal(302, status);
        Assert.Equal([("cache-control", "private"), ("date", Date1), ("location", Location)], one.Fields.ToArray());
        var two = decoder.Decode(Bytes(second), out status)!;
        Assert.Equal(307, status);
        Assert.Equal([("cache-control", "private"), ("date", Date1), ("location", Location)], two.Fields.ToArray());
        var three = decoder.Decode(Bytes(third), out status)!;
        Assert.Equal(200, status);
        Assert.Equal(
            [("cache-control", "private"), ("date", Date2), ("location", Location), ("content-encoding", "gzip"), ("set-cookie", Cookie)],
            three.Fields.ToArray());
    }

    [Fact]
    public void Values_that_come_again_are_the_same_string()
    {
        var decoder = new HpackDecoder(64 * 1024);
        byte[] block = [0x0F, 0x12, 0x03, .. "now"u8]; // date, in the static table, out of the dynamic one
        Assert.Same(Read(), Read());

        string Read() => decoder.Decode(block, out _)!.Get("date")!;
    }

    [Theory]
    [InlineData("80", "no entry 0")]
    [InlineData("be", "no entry 62")]
    [InlineData("ffffffffff7f", "an integer that has no end")]
    [InlineData("0f", "nothing after the index")]
    [InlineData("0005", "a name cut short")]
    [InlineData("000161", "no value")]
    [InlineData("000161821fff", "a Huffman code of more padding than a byte")]
    [InlineData("000161 84ffffffff", "the end of the string in the string")]
    [InlineData("3fe2 1f", "a table larger than was allowed")]
    [InlineData("8888", "two statuses")]
    [InlineData("0003612d6201 7888", "a status after headers")]
    [InlineData("83", "a request's field")]
    public void Broken_blocks_are_refused(string block, string why)
    {
        var error = Record.Exception(() => new HpackDecoder(64 * 1024).Decode(Bytes(block), out _));
        Assert.True(error is Http2ConnectionException, $"{why}: {error}");
    }

    [Fact]
    public void Random_blocks_are_read_or_refused()
    {
        for (var seed = 0; seed < 20_000; seed++)
        {
            var random = new Random(seed);
            var block = new byte[random.Next(40)];
            random.NextBytes(block);
            var error = Record.Exception(() => new HpackDecoder(1024).Decode(block, out _));
            Assert.True(error is null or Http2ConnectionException, $"seed {seed}: {error}");
        }
    }

    [Fact]
    public void List_that_is_too_large_is_read_for_the_tables_sake_only()
    {
        var decoder = new HpackDecoder(100);
        byte[] large = [0x40, 0x01, (byte)'a', 0x7F, 0x01, .. Encoding.ASCII.GetBytes(new string('x', 128))];
        Assert.Null(decoder.Decode(large, out _));
        Assert.Equal("y", decoder.Decode([0x40, 0x01, (byte)'b', 0x01, (byte)'y'], out _)!.Get("b"));
        Assert.Equal("y", decoder.Decode([0xBE], out _)!.Get("b"));
        Assert.Null(decoder.Decode([0xBF], out _)); // the large one is there
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", ""));
}
