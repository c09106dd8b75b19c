using System.Globalization;
using Arena.Core.Matches;

namespace Arena.Cli.Matches.Engines;

/// <summary>How one engine stands against another, as cutechess has it: wins, losses and draws, share of the points, games.</summary>
internal readonly record struct ScoreLine(int Wins, int Losses, int Draws)
{
    public ScoreLine With(Outcome outcome) => outcome switch
    {
        Outcome.Win => this with { Wins = Wins + 1 },
        Outcome.Draw => this with { Draws = Draws + 1 },
        _ => this with { Losses = Losses + 1 },
    };

    public override string ToString()
    {
        var games = Wins + Losses + Draws;
        var share = games == 0 ? 0 : (Wins + Draws / 2.0) / games;
        return string.Create(CultureInfo.InvariantCulture, $"{Wins} - {Losses} - {Draws}  [{share:0.000}] {games}");
    }
}
