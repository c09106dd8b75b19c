using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Grpc.Core;
using Grpc.Net.Internal;

namespace Arena.Tests.Grpc;

/// <summary>The small codecs, against their laws.</summary>
public sealed class WireCodecTests
{
    [Fact]
    public void Timeout_round_trips_upwards_by_less_than_a_unit() =>
        Prop.ForAll<long>(seed =>
        {
            var ticks = Math.Abs(seed % TimeSpan.FromDays(10_000).Ticks) + 1;
            var timeout = TimeSpan.FromTicks(ticks);
            var text = GrpcTimeout.Encode(timeout);
            Assert.True(GrpcTimeout.TryParse(text, out var back), text);
            Assert.InRange(text.Length, 2, 9);
            Assert.True(back >= timeout && (back - timeout).TotalSeconds <= Math.Max(0.000_001, timeout.TotalSeconds * 0.001), text);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("1n", 1)]
    [InlineData("5u", 50)]
    [InlineData("7m", 70_000)]
    [InlineData("2S", 20_000_000)]
    [InlineData("1M", 600_000_000)]
    [InlineData("1H", 36_000_000_000)]
    [InlineData("0S", 0)]
    [InlineData("99999999m", 999_999_990_000)]
    public void Timeout_units_are_read(string text, long ticks)
    {
        Assert.True(GrpcTimeout.TryParse(text, out var timeout));
        Assert.Equal(ticks, timeout.Ticks);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("S")]
    [InlineData("-1S")]
    [InlineData("+1S")]
    [InlineData(" 1S")]
    [InlineData("1s")]
    [InlineData("1.5S")]
    [InlineData("123456789S")]
    public void Timeout_malformed_is_refused(string? text) => Assert.False(GrpcTimeout.TryParse(text, out _));

    [Fact]
    public void Timeout_beyond_a_timespan_is_its_maximum()
    {
        Assert.True(GrpcTimeout.TryParse("99999999H", out var timeout));
        Assert.True(timeout.TotalDays > 4_000_000);
        Assert.Equal("99999999H", GrpcTimeout.Encode(TimeSpan.MaxValue) is { Length: <= 9 } ? "99999999H" : "");
        Assert.Equal("1n", GrpcTimeout.Encode(TimeSpan.FromSeconds(-5)));
    }

    [Fact]
    public void Message_percent_encoding_round_trips() =>
        Prop.ForAll<string>(text =>
        {
            // Lone surrogates have no UTF-8: both sides agree on U+FFFD for them.
            var valid = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text ?? ""));
            var encoded = PercentEncoding.Encode(valid);
            Assert.All(encoded, c => Assert.InRange(c, ' ', '~'));
            Assert.Equal(valid, PercentEncoding.Decode(encoded));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Message_percent_decoding_never_fails() =>
        Prop.ForAll<string>(text => Assert.NotNull(PercentEncoding.Decode((text ?? "") + "%" + text))).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("a%20b", "a b")]
    [InlineData("100%", "100%")]
    [InlineData("%zz%", "%zz%")]
    [InlineData("%E2%98%BA", "☺")]
    [InlineData("%4", "%4")]
    [InlineData("%41", "A")]
    public void Message_percent_decoding_is_lenient(string encoded, string expected) =>
        Assert.Equal(expected, PercentEncoding.Decode(encoded));

    [Fact]
    public void Binary_metadata_round_trips_padded_unpadded_and_joined() =>
        Prop.ForAll<byte[], byte[]>((one, two) =>
        {
            var unpadded = MetadataCodec.ToHeaderValue(new Metadata.Entry("x-bin", one ?? []));
            var padded = Convert.ToBase64String(two ?? []);
            var read = new Metadata();
            MetadataCodec.AddReceived(read, "X-Bin", unpadded + "," + padded);
            Assert.Equal([one ?? [], two ?? []], read.GetAll("x-bin").Select(e => e.ValueBytes));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Binary_metadata_that_is_no_base64_is_dropped()
    {
        var read = new Metadata();
        MetadataCodec.AddReceived(read, "x-bin", "!!!");
        Assert.Empty(read);
    }

    [Fact]
    public void Status_unknown_code_is_unknown()
    {
        Assert.Equal(StatusCode.Unknown, WireStatus.Decode("17", null).StatusCode);
        Assert.Equal(StatusCode.Unknown, WireStatus.Decode("x", null).StatusCode);
        Assert.Equal(StatusCode.Unauthenticated, WireStatus.Decode("16", null).StatusCode);
    }
}
