namespace Arena.Core.Ratings.Fitting;

/// <summary>A player's rating from a joint fit.</summary>
/// <param name="Player">Its number in the result set.</param>
/// <param name="Rating">In Elo points.</param>
/// <param name="Error">Half the confidence interval's width; null without games.</param>
/// <param name="Group">Only ratings in one group can be compared.</param>
/// <param name="Flags">What to know about it.</param>
public readonly record struct JointRating(int Player, double Rating, double? Error, int Group, RatingFlags Flags);
