using Arena.Cli.Matches.Engines;
using Arena.Core.Agents;

namespace Arena.Tests.Cli.Matches.Engines;

public sealed class MoveCommentTests
{
    private static readonly SearchSummary _search = new(35, null, 12)
    {
        Details = new(15, 123_456, 237_000, 501, 3, TimeSpan.FromMilliseconds(500), "e2e4 e7e5"),
    };

    [Fact]
    public void Comment_begins_with_score_depth_and_time() =>
        Assert.Equal("+0.35/12 0.520s", Comment("", _search));

    [Theory]
    [InlineData("nodes=true nps=true", "+0.35/12 0.520s, n=123456, nps=237000")]
    [InlineData("seldepth=true hashfull=true tbhits=true", "+0.35/12 0.520s, sd=15, hashfull=501, tbhits=3")]
    [InlineData("timeleft=true latency=true pv=true", "+0.35/12 0.520s, tl=7.250s, latency=0.020s, pv=\"e2e4 e7e5\"")]
    public void What_was_asked_for_is_after_it_as_fastchess_names_it(string flags, string comment) =>
        Assert.Equal(comment, Comment(flags, _search));

    [Theory]
    [InlineData(0, null, "+0.00/12 0.520s")]
    [InlineData(-338, null, "-3.38/12 0.520s")]
    [InlineData(null, 3, "+M3/12 0.520s")]
    [InlineData(null, -2, "-M2/12 0.520s")]
    public void Score_is_in_pawns_or_a_mate(int? centipawns, int? mate, string comment) =>
        Assert.Equal(comment, Comment("nodes=true", new SearchSummary(centipawns, mate, 12)));

    [Fact]
    public void Engine_that_says_it_took_longer_than_it_did_has_no_latency()
    {
        var late = _search with { Details = _search.Details! with { Time = TimeSpan.FromMilliseconds(521) } };
        Assert.Equal("+0.35/12 0.520s", Comment("latency=true", late));
    }

    [Fact]
    public void Who_says_nothing_has_the_time_alone() => Assert.Equal("0.520s", Comment("nodes=true pv=true", null));

    private static string Comment(string flags, SearchSummary? search)
    {
        var arguments = $"-engine cmd=a tc=1 -engine cmd=b tc=1 -pgnout file=x {flags}".Trim().Split(' ');
        var output = EngineMatch.Read(EngineMatch.Flags(arguments)).Pgn!;
        return MoveComment.Of(output, search, TimeSpan.FromMilliseconds(520), TimeSpan.FromSeconds(7.25));
    }
}
