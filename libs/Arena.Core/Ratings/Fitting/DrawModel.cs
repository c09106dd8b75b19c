namespace Arena.Core.Ratings.Fitting;

/// <summary>What a draw says in a joint fit.</summary>
public enum DrawModel
{
    /// <summary>Half a win and half a loss: ratings predict scores, on the usual Elo curve (Bradley and Terry 1952).</summary>
    HalfWin,

    /// <summary>
    /// An outcome of its own, likelier between equals (R. Davidson 1970, with an order effect: Davidson and Beaver
    /// 1977).
    /// </summary>
    Davidson,
}
