using System.Collections.Frozen;
using Arena.ServiceDefaults.Dials;

namespace Arena.Tests.ServiceDefaults.Dials;

public sealed class DialBookTests
{
    [Fact]
    public void Snapshot_stays_what_it_was_when_the_dials_change_and_who_waits_is_told()
    {
        var book = new DialBook();
        var (before, changed) = book.Read();
        Assert.Equal(0, before.Epoch);
        book.Take(Of(1, 0.1));
        Assert.True(changed.IsCompleted);
        Assert.Equal((0, 1), (before.Epoch, book.Current.Epoch));
        Assert.Equal(0.1, book.Current.Values["d"]);
    }

    [Fact]
    public void What_is_so_already_wakes_nobody_and_another_value_of_the_same_epoch_does()
    {
        var book = new DialBook();
        book.Take(Of(1, 0.1));
        var changed = book.Read().Changed;
        book.Take(Of(1, 0.1));
        Assert.False(changed.IsCompleted);
        book.Take(Of(1, 0.2)); // of a ledger that was restored
        Assert.True(changed.IsCompleted);
    }

    [Fact]
    public void Dials_come_through_a_message_as_they_were()
    {
        var dials = Of(7, 0.1 / 3);
        var read = DialMessages.ToDomain(DialMessages.ToMessage(dials));
        Assert.Equal(dials.Epoch, read.Epoch);
        Assert.Equal(dials.Values, read.Values);
    }

    private static DialSnapshot Of(long epoch, double value) =>
        new(epoch, new Dictionary<string, double> { ["d"] = value }.ToFrozenDictionary());
}
