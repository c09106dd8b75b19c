using Arena.Core.Games;

namespace Arena.Tests.Core.Games;

public sealed class PerftTests
{
    // Published counts; every one of them crosses finished games.
    [Theory]
    [InlineData("tic_tac_toe", 5, 15_120)]
    [InlineData("tic_tac_toe", 6, 54_720)]
    [InlineData("tic_tac_toe", 9, 127_872)]
    [InlineData("connect_four", 1, 7)]
    [InlineData("connect_four", 4, 2_401)]
    [InlineData("connect_four", 7, 823_536)]
    public void Perft_counts_what_is_published(string game, int plies, long expected) =>
        Assert.Equal(expected, Perft.Count(NewGame.Of(game).NewState(), plies));

    [Fact]
    public void Perft_of_a_simultaneous_game_is_refused() =>
        Assert.Throws<NotSupportedException>(() => Perft.Count(NewGame.Of("ipd").NewState(), 2));
}
