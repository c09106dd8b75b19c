using System.Diagnostics.CodeAnalysis;
using Arena.Core.Agents.Learned;

namespace Arena.Core.Leagues.Document;

/// <summary>What became of a model file: a model, or everything that is wrong with it.</summary>
public sealed record ModelParse(LearnedModel? Model, IReadOnlyList<LeagueFault> Faults)
{
    /// <summary>Whether there is a model: then there are no faults.</summary>
    [MemberNotNullWhen(true, nameof(Model))]
    public bool IsValid => Model is not null;
}
