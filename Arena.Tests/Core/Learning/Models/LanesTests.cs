using Arena.Core.Learning.Models;
using Arena.Core.Primitives;

namespace Arena.Tests.Core.Learning.Models;

/// <summary>What the machine's registers must not show in.</summary>
public sealed class LanesTests
{
    public static TheoryData<int> Lengths => [1, 3, 4, 7, 8, 9, 16, 31, 64, 100];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Scaled_sum_has_the_bits_of_one_number_at_a_time(int length)
    {
        var (to, row) = (Random(length, 1), Random(length, 2));
        float[] expected = [.. to.Zip(row, (a, b) => a + 0.37f * b)];
        Lanes.AddScaled(to, row, 0.37f);
        Assert.Equal(expected, to);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Product_has_the_bits_of_eight_strands_and_a_rest(int length)
    {
        var (a, b) = (Random(length, 3), Random(length, 4));
        var (strands, whole, sum) = (new float[8], length / 8 * 8, 0f);
        for (var i = 0; i < whole; i++) strands[i % 8] += a[i] * b[i];
        foreach (var strand in strands) sum += strand;
        for (var i = whole; i < length; i++) sum += a[i] * b[i];
        Assert.Equal(sum, Lanes.Dot(a, b));
    }

    [Fact]
    public void Tangent_is_near_the_true_one_and_the_same_in_any_place()
    {
        float[] values = [.. Enumerable.Range(-1_001, 2_003).Select(i => i / 100f), 1e30f, -1e30f, 0];
        var all = values.ToArray();
        Lanes.Tanh(all);
        foreach (var (value, found) in values.Zip(all))
        {
            Assert.Equal(Math.Tanh(value), found, 4e-7);
            Assert.Equal(found, Lanes.Tanh(value));
            Assert.InRange(found, -1f, 1f);
        }
    }

    private static float[] Random(int count, ulong seed)
    {
        var dice = new Dice(new Seed(seed));
        return [.. Enumerable.Range(0, count).Select(_ => (float)(dice.NextDouble() - 0.5))];
    }
}
