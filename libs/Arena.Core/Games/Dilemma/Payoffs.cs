namespace Arena.Core.Games.Dilemma;

/// <summary>
/// The prisoner's dilemma's payoffs per turn: R (reward) for mutual cooperation, S (sucker) for cooperating with a
/// defector, T (temptation) for defecting on a cooperator, P (punishment) for mutual defection. T &gt; R &gt; P &gt; S.
/// </summary>
internal readonly record struct Payoffs(double R, double S, double T, double P)
{
    /// <summary>Axelrod's: 3, 0, 5, 1.</summary>
    public static Payoffs Axelrod { get; } = new(3, 0, 5, 1);

    public double For(Choice mine, Choice theirs) => (mine, theirs) switch
    {
        (Choice.Cooperate, Choice.Cooperate) => R,
        (Choice.Cooperate, _) => S,
        (_, Choice.Cooperate) => T,
        _ => P,
    };
}
