using Arena.Core.Ratings.Fitting;
using Arena.Core.Ratings.Results;

namespace Arena.Cli.Rate;

/// <summary>One player's line in a table of ratings.</summary>
/// <param name="Rank">Within its group, from 1.</param>
/// <param name="Error">Half the interval's width; null without games.</param>
/// <param name="Superiority">How sure it is that this player is stronger than the next in the group; null for the last.</param>
/// <param name="Group">From 1, the largest first.</param>
/// <param name="NashShare">Its weight in the equilibrium, where cycles were asked for.</param>
/// <param name="NashSkill">What it gains against the equilibrium, in Elo points.</param>
/// <param name="AlphaRank">Its share of the time in α-rank's population.</param>
internal sealed record RatingRow(
    int Number, int Rank, string Player, double Rating, double? Error, double? Low, double? High, PlayerTotals Totals,
    double? Superiority, int Group, RatingFlags Flags, double? NashShare = null, double? NashSkill = null, double? AlphaRank = null);
