using Arena.Core.Agents.Learned;
using Arena.Core.Primitives;

namespace Arena.Core.Agents.Programs;

/// <summary>How an agent that is no built-in strategy is reached, or what it plays by.</summary>
public abstract record AgentProgram
{
    /// <summary>What stands in for the strategy's id of such an agent.</summary>
    public abstract string Kind { get; }

    /// <summary>
    /// Whether everything that decides how it plays is in its definition and in this program. Then it is played in process, and the same
    /// way everywhere, as built-in strategies are. False unless said.
    /// </summary>
    public virtual bool IsSelfContained => false;

    /// <summary>Adds what decides how it plays.</summary>
    internal virtual void AddTo(CanonicalHasher hasher)
    {
    }

    /// <summary>A program elsewhere, which connects under the agent's name.</summary>
    public sealed record Bot : AgentProgram
    {
        /// <inheritdoc/>
        public override string Kind => "bot";
    }

    /// <summary>A web server that is sent each position and answers with an action, in Kaggle's convention.</summary>
    public sealed record Http(Uri Address) : AgentProgram
    {
        /// <inheritdoc/>
        public override string Kind => "http";

        internal override void AddTo(CanonicalHasher hasher) => hasher.Add(Address.AbsoluteUri);
    }

    /// <summary>A model that was learned, with a search of some moves before it judges.</summary>
    /// <param name="Learned">The network and its weights.</param>
    /// <param name="Depth">Moves to look ahead, its own included.</param>
    public sealed record Model(LearnedModel Learned, int Depth = Model.DefaultDepth) : AgentProgram
    {
        /// <summary>The depth unless another is given: 2.</summary>
        public const int DefaultDepth = 2;

        /// <summary>The greatest depth: 6.</summary>
        public const int MostDepth = 6;

        /// <inheritdoc/>
        public override string Kind => "model";

        /// <inheritdoc/>
        public override bool IsSelfContained => true;

        internal override void AddTo(CanonicalHasher hasher) =>
            hasher.Add(Learned.Shape.ToString()).Add(Learned.Hash).Add((ulong)Depth);
    }

    /// <summary>A chess engine that is started as a child process.</summary>
    public sealed record Engine(EngineSpec Spec) : AgentProgram
    {
        /// <inheritdoc/>
        public override string Kind => "engine";

        internal override void AddTo(CanonicalHasher hasher) => Spec.AddTo(hasher);
    }
}
