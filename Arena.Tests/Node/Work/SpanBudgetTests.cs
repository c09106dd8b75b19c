using Arena.Node.Work;
using Microsoft.Extensions.Time.Testing;

namespace Arena.Tests.Node.Work;

public sealed class SpanBudgetTests
{
    [Fact]
    public void Budget_gives_its_rate_and_saves_a_second_at_most()
    {
        var time = new FakeTimeProvider();
        var budget = new SpanBudget(perSecond: 10, time);
        Assert.Equal(10, Take(budget));
        time.Advance(TimeSpan.FromSeconds(0.25));
        Assert.Equal(2, Take(budget));
        time.Advance(TimeSpan.FromSeconds(0.05));
        Assert.Equal(1, Take(budget));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(10, Take(budget));
    }

    private static int Take(SpanBudget budget)
    {
        var taken = 0;
        while (budget.TryTake())
            taken++;
        return taken;
    }
}
