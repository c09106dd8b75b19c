namespace Arena.Core.Ratings.Sequential;

/// <summary>What a test's two hypotheses are differences of.</summary>
public enum SprtModel
{
    /// <summary>Elo: the expected score on the logistic curve.</summary>
    Logistic,

    /// <summary>
    /// Normalized Elo: the expected score's distance from ½ in deviations of a game's score, times 800/ln 10, so that
    /// the length of a test depends on nothing else (M. Van den Bergh, "Normalized Elo", 2020).
    /// </summary>
    Normalized,

    /// <summary>
    /// Elo, made strength in a model with its own draw parameter (R. Coulom, 2005) by the draws seen, as cutechess does.
    /// Counts of single games only.
    /// </summary>
    Bayesian,

    /// <summary>The same model with the hypotheses in its own points, as fastchess and OpenBench do.</summary>
    BayesElo,
}
