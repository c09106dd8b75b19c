using System.Collections.Immutable;
using Arena.Core.Games.Dilemma;

namespace Arena.Core.Agents.Dilemma.Openings;

/// <summary>Published strategies that probe or greet the other with a fixed opening.</summary>
internal static class FixedOpenings
{
    private const string Prison = "Delahaye and Mathieu's PRISON project 1998";

    public static ImmutableArray<StrategyType> All { get; } =
    [
        Of("prober", "plays DCC; defects forever if the other then cooperated twice, else tit for tat", Prison, "DCC",
            history => Answered(history, 1, "CC") ? Sequel.Defect : Sequel.TitForTat),
        Of("prober-2", "plays DCC; cooperates forever if the other answered DC, else tit for tat", Prison, "DCC",
            history => Answered(history, 1, "DC") ? Sequel.Cooperate : Sequel.TitForTat),
        Of("prober-3", "plays DC; defects forever if the other then cooperated, else tit for tat", Prison, "DC",
            history => Answered(history, 1, "C") ? Sequel.Defect : Sequel.TitForTat),
        Of(
            "hard-prober", "plays DDCC; defects forever if the other cooperated on the second and third turn, else tit for tat",
            Prison, "DDCC",
            history => Answered(history, 1, "CC") ? Sequel.Defect : Sequel.TitForTat),
        Of(
            "detective", "plays CDCC; defects forever on whoever never defected meanwhile, else tit for tat",
            "Case 2017, \"The Evolution of Trust\"", "CDCC",
            history => history.TheirDefections == 0 ? Sequel.Defect : Sequel.TitForTat),
        Of("handshake", "plays CD; cooperates forever with whoever did the same, else defects",
            "Robson 1990, \"Efficiency in evolutionary games: Darwin, Nash and the secret handshake\"", "CD",
            history => Answered(history, 0, "CD") ? Sequel.Cooperate : Sequel.Defect),
        Of("collective-strategy", "plays CD; cooperates with whoever did the same until it defects again, else defects",
            "Li and Kendall 2009, \"A Strategy with Novel Evolutionary Features for the Iterated Prisoner's Dilemma\"", "CD",
            history => Answered(history, 0, "CD") ? Sequel.Grudge : Sequel.Defect),
    ];

    private static StrategyType Of(string id, string description, string source, string opening, Func<History, Sequel> judge) =>
        DilemmaAgent.Entry(id, description, source, _ => new FixedOpening(opening, judge));

    private static bool Answered(History history, int from, string choices)
    {
        for (var i = 0; i < choices.Length; i++)
            if (history.Theirs(from + i) != (choices[i] == 'C' ? Choice.Cooperate : Choice.Defect)) return false;
        return true;
    }
}
