namespace Arena.Tests.Grpc;
public sealed class ZLoop
{
    [Fact] public async Task Early() { var bad = new List<string>(); for (var i = 0; i < 200; i++) { try { await new StatusTests().Early_status_ends_a_client_that_is_still_writing(); } catch (Exception e) { bad.Add(e.ToString()); } } Assert.True(bad.Count == 0, bad.Count + "\n" + string.Join("\n----\n", bad.Take(5))); }
    [Fact] public async Task Ever() { var bad = new List<string>(); for (var i = 0; i < 200; i++) { try { await new CancellationTests().Handler_that_writes_for_ever_stops_when_the_client_leaves(); } catch (Exception e) { bad.Add(e.ToString()); } } Assert.True(bad.Count == 0, bad.Count + "\n" + string.Join("\n----\n", bad.Take(5))); }
}
