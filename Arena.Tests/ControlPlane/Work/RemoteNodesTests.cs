using Arena.ControlPlane.Work;

namespace Arena.Tests.ControlPlane.Work;

public sealed class RemoteNodesTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(10, 30)] // a quarter of the time is spent on it
    [InlineData(300, 900)]
    [InlineData(400, 1_000)] // but nobody waits for longer than a heartbeat
    [InlineData(600_000, 1_000)]
    public void Exchange_rests_for_as_long_as_it_took_within_a_heartbeat(int tookMs, int restMs) => Assert.Equal(
        TimeSpan.FromMilliseconds(restMs), RemoteNodes.PauseAfter(TimeSpan.FromMilliseconds(tookMs), TimeSpan.FromSeconds(1)));
}
