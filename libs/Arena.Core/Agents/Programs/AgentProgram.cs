using Arena.Core.Primitives;

namespace Arena.Core.Agents.Programs;

/// <summary>How an agent that is no built-in strategy is reached.</summary>
public abstract record AgentProgram
{
    /// <summary>What stands in for the strategy's id of such an agent.</summary>
    public abstract string Kind { get; }

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

    /// <summary>A chess engine that is started as a child process.</summary>
    public sealed record Engine(EngineSpec Spec) : AgentProgram
    {
        /// <inheritdoc/>
        public override string Kind => "engine";

        internal override void AddTo(CanonicalHasher hasher) => Spec.AddTo(hasher);
    }
}
