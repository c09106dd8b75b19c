namespace Arena.Core.Agents.Dilemma.Openings;

/// <summary>How a strategy goes on after its opening.</summary>
internal enum Sequel
{
    /// <summary>Always cooperates.</summary>
    Cooperate,

    /// <summary>Always defects.</summary>
    Defect,

    /// <summary>Repeats the other's last choice.</summary>
    TitForTat,

    /// <summary>Cooperates until the other defects once more, then always defects.</summary>
    Grudge,
}
