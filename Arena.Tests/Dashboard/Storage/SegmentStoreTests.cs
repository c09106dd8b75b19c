using Arena.Dashboard.Storage;
using Arena.Tests.Time;
using FsCheck;
using FsCheck.Fluent;
using OpenTelemetry.Proto.Logs.V1;

namespace Arena.Tests.Dashboard.Storage;

public sealed class SegmentStoreTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("arena-test-segments-").FullName;
    private readonly ManualTimeProvider _time = new();

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void What_was_committed_is_there_again_in_order()
    {
        Write(frames: 20, itemsPerFrame: 3);
        Assert.Equal(Enumerable.Range(0, 60).Select(i => $"item {i}"), Read().Items);
    }

    [Fact]
    public void Cut_anywhere_whole_frames_remain_and_no_half_one() => Prop.ForAll<NonNegativeInt>(cut =>
    {
        Empty();
        Write(frames: 8, itemsPerFrame: 3);
        var path = Directory.GetFiles(_directory).Single();
        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..(cut.Get % (bytes.Length + 1))]);

        var (items, _) = Read();

        Assert.Equal(0, items.Count % 3);
        Assert.Equal(Enumerable.Range(0, items.Count).Select(i => $"item {i}"), items);
        // What is cut off is gone for good: the next reading finds nothing torn.
        var (again, cutOff) = Read();
        Assert.Equal(items, again);
        Assert.Equal(0, cutOff);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_changed_byte_ends_the_segment_before_its_frame() => Prop.ForAll<NonNegativeInt, PositiveInt>((at, by) =>
    {
        Empty();
        Write(frames: 8, itemsPerFrame: 3);
        var path = Directory.GetFiles(_directory).Single();
        var bytes = File.ReadAllBytes(path);
        var index = Segment.MagicSize + (at.Get % (bytes.Length - Segment.MagicSize));
        bytes[index] ^= (byte)Math.Max(1, by.Get % 256);
        File.WriteAllBytes(path, bytes);

        var items = Read().Items;

        Assert.True(items.Count < 24);
        Assert.Equal(Enumerable.Range(0, items.Count).Select(i => $"item {i}"), items);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Appending_after_a_torn_end_keeps_both()
    {
        Write(frames: 2, itemsPerFrame: 1);
        File.AppendAllText(Directory.GetFiles(_directory).Single(), "torn");
        Write(frames: 1, itemsPerFrame: 1, first: 2);
        Assert.Equal(["item 0", "item 1", "item 2"], Read().Items);
    }

    [Fact]
    public void Too_many_bytes_cost_the_oldest_segments()
    {
        var limits = new StoreLimits(MaxBytes: 256 * 1024, TimeSpan.FromDays(1));
        Write(frames: 4_000, itemsPerFrame: 10, limits: limits);
        Assert.InRange(Directory.GetFiles(_directory).Sum(f => new FileInfo(f).Length), limits.MaxBytes / 2, limits.MaxBytes + limits.SegmentBytes);
        Assert.Equal("item 39999", Read().Items[^1]);
    }

    [Fact]
    public void What_is_too_old_goes()
    {
        var limits = new StoreLimits(1 << 20, TimeSpan.FromHours(1));
        Write(frames: 1, itemsPerFrame: 1, limits: limits);
        _time.Advance(TimeSpan.FromHours(2));
        Write(frames: 1, itemsPerFrame: 1, first: 1, limits: limits);
        Assert.Equal(["item 1"], Read().Items);
    }

    [Fact]
    public void A_file_that_is_none_of_ours_is_left_alone()
    {
        var foreign = Path.Combine(_directory, "notes.seg");
        File.WriteAllText(foreign, "keep me");
        Write(frames: 1, itemsPerFrame: 1);
        Assert.Equal("keep me", File.ReadAllText(foreign));
    }

    private void Empty()
    {
        foreach (var file in Directory.GetFiles(_directory))
            File.Delete(file);
    }

    private void Write(int frames, int itemsPerFrame, int first = 0, StoreLimits? limits = null)
    {
        using var store = SegmentStore.Open(_directory, limits ?? TestStore.Limits(), _time, (in Entry _) => { });
        for (var frame = 0; frame < frames; frame++)
        {
            var sequence = first + (frame * itemsPerFrame);
            store.Begin(sequence);
            for (var i = 0; i < itemsPerFrame; i++)
                store.Add(sequence + i, 0, 0, Otlp.Log($"item {sequence + i}", Otlp.Noon));
            store.Commit();
        }
    }

    private (List<string> Items, long CutOff) Read()
    {
        var items = new List<string>();
        using var store = SegmentStore.Open(
            _directory, TestStore.Limits(), _time, (in Entry entry) => items.Add(LogRecord.Parser.ParseFrom(entry.Payload).Body.StringValue));
        return (items, store.CutOff);
    }
}
