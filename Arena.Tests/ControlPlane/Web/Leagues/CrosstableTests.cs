using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Web.Leagues;
using Arena.Tests.ControlPlane.Api;
using Microsoft.Extensions.DependencyInjection;

namespace Arena.Tests.ControlPlane.Web.Leagues;

public sealed class CrosstableTests
{
    [Fact]
    public async Task Cells_are_what_the_table_counts()
    {
        await using var host = await ApiHost.StartAsync();
        await host.StartLeagueAsync("l", """{ "name": "l", "game": "tic_tac_toe", "repetitions": 8, "agents": ["random", "greedy"] }""");
        await host.PlayAsync("l", 8);
        var league = (await host.Services.GetRequiredService<LeagueDirectory>().FindAsync("l", default))!;
        var rows = league.Snapshot().Rows;

        var table = Crosstable.Of(league);

        Assert.Equal(rows.Select(row => row.Agent), table.Agents);
        var cell = table.Cells[(0, 1)];
        Assert.Equal((rows[0].Wins, rows[0].Draws, rows[0].Losses), (cell.Wins, cell.Draws, cell.Losses));
        Assert.Equal(cell.Turned, table.Cells[(1, 0)]);
        Assert.Equal(1, cell.Share + cell.Turned.Share, precision: 12);
    }
}
