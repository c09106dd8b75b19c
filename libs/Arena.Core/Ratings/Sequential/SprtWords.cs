namespace Arena.Core.Ratings.Sequential;

/// <summary>A sequential test's models and decisions, as documents and reports name them.</summary>
public static class SprtWords
{
    /// <summary>normalized, logistic, bayesian or bayeselo.</summary>
    public static string Of(SprtModel model) => model.ToString().ToLowerInvariant();

    /// <summary>The hypothesis that is accepted: H0 or H1; continue while neither is.</summary>
    public static string Of(SprtState state) => state switch
    {
        SprtState.AcceptH1 => "H1",
        SprtState.AcceptH0 => "H0",
        _ => "continue",
    };
}
