using Arena.Core.Leagues.Formats;

namespace Arena.ControlPlane.Web.Leagues;

/// <summary>A round of a bracket as it is drawn.</summary>
/// <param name="Number">From 0.</param>
public sealed record BracketRound(int Number, string Name, IReadOnlyList<BracketEncounter> Encounters);

/// <summary>What of a bracket is drawn: more than some rounds nobody can read.</summary>
internal static class BracketRounds
{
    private const int Most = 16; // encounters in a round

    /// <summary>The rounds from the first that has few enough encounters.</summary>
    public static IReadOnlyList<BracketRound> Of(IReadOnlyList<IReadOnlyList<BracketEncounter>> rounds) =>
        [.. rounds.Index().Where(round => round.Item.Count <= Most).Select(round => new BracketRound(
            round.Index, Name(round.Item.Count), round.Item))];

    /// <summary>By how many encounters it has.</summary>
    internal static string Name(int encounters) => encounters switch
    {
        1 => "Final",
        2 => "Semifinals",
        4 => "Quarterfinals",
        _ => $"Round of {2 * encounters}",
    };
}
