using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Arena.Core.Leagues.Document;
using Arena.Core.Matches;

namespace Arena.Core.Leagues.Openings;

/// <summary>Openings to choose from, and how a league's meetings take them.</summary>
/// <param name="Book">All there are.</param>
/// <param name="Shuffled">Whether the league's seed puts them in order, or they stay in that of the book.</param>
/// <param name="Start">The number of the first, from 1 in that order; behind the last they begin again.</param>
internal sealed record OpeningChoice(ImmutableArray<Opening> Book, bool Shuffled, int Start)
{
    /// <summary>The openings in the order in which they are taken.</summary>
    /// <param name="seed">The league's.</param>
    /// <param name="most">How many are needed.</param>
    public ImmutableArray<Opening> Take(ulong seed, Int128 most)
    {
        Opening[] ordered = [.. Book];
        if (Shuffled) OpeningBook.Shuffle(ordered, seed);
        var count = (int)Int128.Min(Math.Min(ordered.Length, LeagueLimits.Openings), most);
        return ImmutableCollectionsMarshal.AsImmutableArray(
            [.. Enumerable.Range(Start - 1, count).Select(at => ordered[at % ordered.Length])]);
    }
}
