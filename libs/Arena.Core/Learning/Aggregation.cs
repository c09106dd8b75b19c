using System.Diagnostics.CodeAnalysis;

namespace Arena.Core.Learning;

/// <summary>What became of a round: one change for the global model, or everything that was wrong with the updates.</summary>
public sealed record Aggregation
{
    /// <summary>Add this to the global model. Null when there are faults: then nothing is to change.</summary>
    public float[]? Delta { get; init; }

    /// <summary>What the next round is to be given; null from those that keep nothing.</summary>
    public ServerState? Next { get; init; }

    /// <summary>Everything that was wrong, in an order that does not depend on arrival; empty when nothing was.</summary>
    public IReadOnlyList<UpdateFault> Faults { get; init; } = [];

    /// <summary>Updates that were aggregated.</summary>
    public int Clients { get; init; }

    /// <summary>Samples behind all the updates.</summary>
    public long Samples { get; init; }

    /// <summary>Steps that the aggregate stands for: the clients' mean, weighted by samples.</summary>
    public double EffectiveSteps { get; init; }

    /// <summary>The clients whose updates were left out as too far from the others, in order; empty where none is ever left out.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>Whether there is a change for the model: then there are no faults.</summary>
    [MemberNotNullWhen(true, nameof(Delta))]
    public bool IsValid => Delta is not null;
}
