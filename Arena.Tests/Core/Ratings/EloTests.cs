using Arena.Core.Ratings;

namespace Arena.Tests.Core.Ratings;

public sealed class EloTests
{
    [Theory]
    [InlineData(1500, 1500, 0.5)]
    [InlineData(1900, 1500, 10.0 / 11)]
    [InlineData(1500, 1900, 1.0 / 11)]
    public void Expected_score_is_logistic(double rating, double other, double expected) =>
        Assert.Equal(expected, Elo.Expected(rating, other), 12);

    [Fact]
    public void Update_moves_half_of_K_after_a_win_between_equals() =>
        Assert.Equal((1510, 1490), Elo.Update(1500, 1500, 1));

    [Fact]
    public void Draw_moves_points_to_the_weaker_and_keeps_the_sum()
    {
        var (first, second) = Elo.Update(1700, 1500, 0.5, k: 32);
        Assert.Equal(1700 - 32 * (Elo.Expected(1700, 1500) - 0.5), first, 9);
        Assert.Equal(3200, first + second, 9);
    }
}
