using Arena.Core.Learning;

namespace Arena.Tests.Core.Learning;

/// <summary>Rounds of updates, and aggregators by name.</summary>
internal static class Rounds
{
    public static IAggregator Make(string name, params (string Name, double Value)[] parameters)
    {
        var type = Aggregators.Find(name)!;
        return type.Create(type.Parameters.Bind(parameters.Select(p => KeyValuePair.Create(p.Name, p.Value))));
    }

    public static ClientUpdate[] Of(Random dice, int clients, int dimension, Func<int, int>? steps = null) =>
    [
        .. Enumerable.Range(0, clients).Select(client => new ClientUpdate(
            $"client-{client:000}", dice.Next(1, 1000), steps?.Invoke(client) ?? 1,
            Enumerable.Range(0, dimension).Select(_ => dice.NextSingle() * 2 - 1).ToArray())
        {
            Loss = dice.NextDouble() + 0.1,
        }),
    ];

    /// <summary>Whether numbers are those of a slow computation in double precision, as near as single precision has them.</summary>
    public static void AssertNear(IEnumerable<double> slow, ReadOnlySpan<float> found)
    {
        var wanted = slow.ToArray();
        Assert.Equal(wanted.Length, found.Length);
        for (var i = 0; i < wanted.Length; i++)
            Assert.InRange(found[i], wanted[i] - 1e-5 - 1e-5 * Math.Abs(wanted[i]), wanted[i] + 1e-5 + 1e-5 * Math.Abs(wanted[i]));
    }
}
