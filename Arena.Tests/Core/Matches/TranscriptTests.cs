using Arena.Core.Matches;
using FsCheck;
using FsCheck.Fluent;

namespace Arena.Tests.Core.Matches;

public sealed class TranscriptTests
{
    [Fact]
    public void Read_gives_back_what_was_written() => Prop.ForAll<NonNegativeInt[]>(written =>
    {
        var transcript = new Transcript();
        int[] actions = [.. written.Select(action => action.Get), int.MaxValue];
        foreach (var action in actions) transcript.Add(action);
        return Transcript.Read(transcript.ToArray()).SequenceEqual(actions);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(new byte[] { 0x80 })]
    [InlineData(new byte[] { 1, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F })]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1 })]
    public void Read_rejects_what_is_no_transcript(byte[] bytes) =>
        Assert.Throws<FormatException>(() => Transcript.Read(bytes));
}
