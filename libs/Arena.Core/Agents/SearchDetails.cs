namespace Arena.Core.Agents;

/// <summary>What an engine tells of a search beyond its evaluation; null is what it does not tell.</summary>
/// <param name="SelectiveDepth">Plies that the deepest line was followed.</param>
/// <param name="Nodes">Positions searched.</param>
/// <param name="NodesPerSecond">Positions a second.</param>
/// <param name="HashFull">How full its table is, in thousandths.</param>
/// <param name="TablebaseHits">Positions found in endgame tables.</param>
/// <param name="Time">How long it says that it has thought.</param>
/// <param name="Line">The line that it expects, as it writes moves.</param>
public sealed record SearchDetails(
    int? SelectiveDepth = null, long? Nodes = null, long? NodesPerSecond = null, int? HashFull = null, long? TablebaseHits = null,
    TimeSpan? Time = null, string? Line = null);
