namespace Arena.Core.Games.Dilemma;

/// <summary>The two actions of the prisoner's dilemma.</summary>
public enum Choice
{
    Cooperate = 0,
    Defect = 1,
}
