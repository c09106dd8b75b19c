namespace Arena.Core.Games;

/// <summary>The turns of one dilemma match so far, with the counts that strategies ask for kept up to date.</summary>
public sealed class DilemmaState : GameState
{
    private readonly DilemmaGame game;
    private readonly byte[] turns;      // bit 0: the first seat defected; bit 1: the second did
    private readonly int[] outcomes = new int[4];
    private int count;
    private int chosen = -1;            // the joint choice that noise has not passed over yet

    internal DilemmaState(DilemmaGame game)
    {
        this.game = game;
        turns = new byte[game.Turns];
    }

    public override DilemmaGame Game => game;

    public override int CurrentSeat =>
        chosen >= 0 ? Turn.Chance : count < turns.Length ? Turn.Simultaneous : Turn.Terminal;

    public override int Moves => count;

    /// <summary>What the seat did in a past turn, noise included.</summary>
    public Choice Past(int seat, int turn) => (Choice)(turns.AsSpan(0, count)[turn] >> seat & 1);

    /// <summary>How often the seat has defected so far.</summary>
    public int Defections(int seat) => outcomes[1 << seat] + outcomes[3];

    public override bool IsLegal(int seat, int action) => CurrentSeat switch
    {
        Turn.Simultaneous => seat is 0 or 1 && action is 0 or 1,
        Turn.Chance => seat == Turn.Chance && action is >= 0 and < 4,
        _ => false,
    };

    public override int LegalActions(int seat, Span<int> actions)
    {
        var legal = CurrentSeat switch { Turn.Simultaneous when seat is 0 or 1 => 2, Turn.Chance when seat == Turn.Chance => 4, _ => 0 };
        for (var i = 0; i < legal; i++) actions[i] = i;
        return legal;
    }

    public override void Apply(ReadOnlySpan<int> actions)
    {
        if (CurrentSeat != Turn.Simultaneous || actions.Length != 2) throw Illegal(actions.Length);
        if ((actions[0] | actions[1]) is not (0 or 1)) throw Illegal(actions[0] is 0 or 1 ? actions[1] : actions[0]);
        var joint = actions[0] | actions[1] << 1;
        if (game.Noise > 0) chosen = joint;
        else Record(joint);
    }

    /// <summary>A noise outcome: bit 0 flips the first seat's choice, bit 1 the second's.</summary>
    public override void Apply(int action)
    {
        if (!IsLegal(Turn.Chance, action)) throw Illegal(action);
        Record(chosen ^ action);
        chosen = -1;
    }

    public override double ChanceProbability(int outcome) => outcome switch
    {
        0 => (1 - game.Noise) * (1 - game.Noise),
        1 or 2 => game.Noise * (1 - game.Noise),
        3 => game.Noise * game.Noise,
        _ => 0,
    };

    // From the counts, not a running sum: the total does not depend on the order in which payoffs were earned.
    public override double Score(int seat)
    {
        var payoffs = game.Payoffs;
        return outcomes[0] * payoffs.R
            + outcomes[1 << seat] * payoffs.T
            + outcomes[2 >> seat] * payoffs.S
            + outcomes[3] * payoffs.P;
    }

    /// <summary>
    /// Who forfeits scores as if it had been the sucker in every turn; the other keeps what it earned and gets the
    /// reward of mutual cooperation for every turn that was not played.
    /// </summary>
    public override double ForfeitScore(int seat, bool itsOwn) =>
        itsOwn ? turns.Length * game.Payoffs.S : Score(seat) + (turns.Length - count) * game.Payoffs.R;

    public override string ActionName(int seat, int action) => seat == Turn.Chance
        ? action switch { 0 => "no flip", 1 => "flip first", 2 => "flip second", 3 => "flip both", _ => $"?{action}" }
        : action switch { 0 => "C", 1 => "D", _ => $"?{action}" };

    /// <summary>Two lines, one per seat: "CCD".</summary>
    public override string ToString() => $"{Line(0)}\n{Line(1)}";

    public override GameState Clone()
    {
        var copy = new DilemmaState(game);
        copy.CopyFrom(this);
        return copy;
    }

    public override void CopyFrom(GameState other)
    {
        var source = (DilemmaState)other;
        if (source.turns.Length != turns.Length) throw new ArgumentException("a state of a game with other parameters", nameof(other));
        source.turns.AsSpan(0, source.count).CopyTo(turns);
        source.outcomes.CopyTo(outcomes, 0);
        (count, chosen) = (source.count, source.chosen);
    }

    private void Record(int joint)
    {
        turns[count++] = (byte)joint;
        outcomes[joint]++;
    }

    private string Line(int seat) => string.Create(count, (turns, seat), static (line, s) =>
    {
        for (var i = 0; i < line.Length; i++) line[i] = (s.turns[i] >> s.seat & 1) == 0 ? 'C' : 'D';
    });
}
