namespace Arena.Core.Games.Dilemma;

/// <summary>The two actions of the prisoner's dilemma.</summary>
internal enum Choice
{
    Cooperate = 0,
    Defect = 1,
}
