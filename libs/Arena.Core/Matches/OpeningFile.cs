using System.Collections.Immutable;
using System.Globalization;
using Arena.Core.Pgn;

namespace Arena.Core.Matches;

/// <summary>What a file of openings has.</summary>
/// <param name="Openings">In the order of the file.</param>
/// <param name="LeftOut">Games of a PGN that cannot be played, with the place and the reason; the others are taken.</param>
public sealed record OpeningFile(ImmutableArray<Opening> Openings, ImmutableArray<PgnFault> LeftOut)
{
    private const int MostTold = 10;

    /// <summary>What was left out, a line for each game as far as they are few.</summary>
    /// <param name="name">The file's, for the beginning of each line.</param>
    public IEnumerable<string> Notes(string name)
    {
        foreach (var fault in LeftOut.Take(MostTold))
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"{name}:{fault.Line}:{fault.Column}: {fault.Message}; the game is left out");
        }

        if (LeftOut.Length > MostTold)
            yield return string.Create(CultureInfo.InvariantCulture, $"{name}: {LeftOut.Length - MostTold} more games are left out");
    }
}
