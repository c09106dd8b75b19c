using System.Collections.Immutable;
using Arena.Core.Primitives;

namespace Arena.Core.Agents.Dilemma.MemoryOne;

/// <summary>
/// Published strategies that remember one turn. The zero-determinant ones force a linear relation between the two mean
/// payoffs whatever the other does: other − l = s·(mine − l). Their probabilities are those published for the payoffs
/// 3, 0, 5, 1, to which the relation belongs.
/// </summary>
internal static class MemoryOneCatalog
{
    private const string PressDyson =
        "Press and Dyson 2012, \"Iterated Prisoner's Dilemma contains strategies that dominate any evolutionary opponent\"";
    private const string StewartPlotkin = "Stewart and Plotkin 2012, \"Extortion and cooperation in the Prisoner's Dilemma\"";
    private const string Kuhn = "Kuhn 2017, \"Prisoner's Dilemma\", Stanford Encyclopedia of Philosophy";

    public static ImmutableArray<StrategyType> All { get; } =
    [
        Of("firm-but-fair", "tit for tat that after mutual defection cooperates two times in three",
            "Frean 1994, \"The prisoner's dilemma without synchrony\"", 1, 1, 0, 1, 2 / 3.0),
        Of("stochastic-cooperator", "cooperates with 0.935, 0.229, 0.266, 0.42 after R, S, T, P: what evolution found",
            "Adami and Hintze 2013, \"Evolutionary instability of zero-determinant strategies\"", 1, 0.935, 0.229, 0.266, 0.42),
        Of("stochastic-win-stay-lose-shift", "win-stay, lose-shift that errs one time in twenty",
            "Amaral et al. 2016, \"Stochastic win-stay-lose-shift strategy\"", 1, 0.95, 0.05, 0.05, 0.95),
        Of("win-shift-lose-stay", "changes its choice when the other cooperated, otherwise repeats it; defects first",
            "Li et al. 2011, \"Engineering Design of Strategies for Winning Iterated Prisoner's Dilemma Competitions\"", 0, 0, 1, 1, 0),
        Of("soft-joss", "tit for tat that forgives one defection in ten",
            "Delahaye and Mathieu's PRISON project 1998", 1, 1, 0.1, 1, 0.1),
        Of("bully", "does the opposite of what the other did last; defects first (reverse tit for tat)",
            "Nachbar 1992, \"Evolution in the finitely repeated prisoner's dilemma\"", 0, 0, 1, 0, 1),
        Of("anti-tit-for-tat", "does the opposite of what the other did last; cooperates first",
            "Hilbe, Nowak and Sigmund 2013, \"Evolution of extortion in Iterated Prisoner's Dilemma games\"", 1, 0, 1, 0, 1),
        Of(
            "zd-extort-2", "takes twice what it leaves the other over P (l = P, s = 1/2)",
            StewartPlotkin, 1, 8 / 9.0, 1 / 2.0, 1 / 3.0, 0),
        Of(
            "zd-extort-2-v2", "takes twice what it leaves the other over P, with other odds (l = P, s = 1/2)",
            Kuhn, 1, 7 / 8.0, 7 / 16.0, 3 / 8.0, 0),
        Of(
            "zd-extort-3", "takes three times what it leaves the other over P (l = P, s = 1/3)",
            PressDyson, 1, 11 / 13.0, 1 / 2.0, 7 / 26.0, 0),
        Of("zd-extort-4", "takes four times what it leaves the other over P (l = P, s = 1/4)",
            "Stewart and Plotkin 2013, \"From extortion to generosity, evolution in the Iterated Prisoner's Dilemma\"",
            1, 11 / 17.0, 0, 8 / 17.0, 0),
        Of("zd-extortion", "takes ten times what it leaves the other over P (l = P, s = 1/10)",
            "Roemheld 2013, \"Evolutionary Extortion and Mischief\"", 1, 0.64, 0.18, 0.28, 0),
        Of("zd-mischief", "keeps the other at P whatever it does (l = P, s = 0)", PressDyson, 1, 0.8, 0.6, 0.1, 0),
        Of(
            "zd-set-2", "keeps the other at 2 whatever it does (l = 2, s = 0)",
            Kuhn, 1, 3 / 4.0, 1 / 4.0, 1 / 2.0, 1 / 4.0),
        Of(
            "zd-gtft-2", "loses half as much as the other under R: generous (l = R, s = 1/2)",
            StewartPlotkin, 1, 1, 1 / 8.0, 1, 1 / 4.0),
        Of(
            "zd-gen-2", "loses half as much as the other under R, with other odds (l = R, s = 1/2)",
            Kuhn, 1, 1, 9 / 16.0, 1 / 2.0, 1 / 8.0),
        Generic,
    ];

    private static StrategyType Generic => DilemmaAgent.Entry(
        "memory-one", "cooperates with a probability of its own after each outcome of the last turn",
        "Nowak and Sigmund 1990, \"The evolution of stochastic strategies in the Prisoner's Dilemma\"",
        setup => new MemoryOneStrategy(
            new(
                setup.Parameters.Number("first"), setup.Parameters.Number("R"), setup.Parameters.Number("S"),
                setup.Parameters.Number("T"), setup.Parameters.Number("P")),
            setup.Seed),
        Probability("first", "of cooperating first", 1), Probability("R", "after both cooperated", 1),
        Probability("S", "after it alone did", 0),
        Probability("T", "after the other alone did", 0), Probability("P", "after both defected", 1));

    private static StrategyType Of(
        string id, string description, string source, double first, double reward, double sucker, double temptation, double punishment) =>
        DilemmaAgent.Entry(
            id, description, source,
            setup => new MemoryOneStrategy(new(first, reward, sucker, temptation, punishment), setup.Seed));

    private static ParameterDefinition Probability(string name, string when, double @default) =>
        ParameterDefinition.Number(name, @default, 0, 1, $"probability {when}");
}
