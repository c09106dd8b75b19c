using Arena.Core.Primitives;

namespace Arena.Core.Games;

/// <summary>
/// A position in a game, in OpenSpiel's terms: integer actions, <see cref="CurrentSeat"/> with markers for chance,
/// simultaneous and terminal states. All randomness is in explicit chance moves, so a state holds no dice, and a copy
/// of it tells a searcher nothing about the future.
/// </summary>
/// <remarks>
/// The referee owns the state that a match is played on; agents must treat it as read-only and search on copies.
/// They are shown <see cref="ViewFor"/>, and agents outside the process <see cref="Observation"/>: there hidden
/// information is hidden.
/// </remarks>
public abstract class GameState
{
    /// <summary>The game that is played.</summary>
    public abstract IGame Game { get; }

    /// <summary>The seat to move, or a marker of <see cref="Turn"/>.</summary>
    public abstract int CurrentSeat { get; }

    /// <summary>Moves made so far; a simultaneous turn is one move, chance does not count.</summary>
    public abstract int Moves { get; }

    /// <summary>Whether the match is over by the game's rules.</summary>
    public bool IsTerminal => CurrentSeat == Turn.Terminal;

    /// <summary>Whether the seat (or <see cref="Turn.Chance"/>) may now take the action. Any integer may be asked about.</summary>
    public abstract bool IsLegal(int seat, int action);

    /// <summary>
    /// Writes the seat's legal actions, in ascending order unless the game says otherwise, and returns how many there
    /// are.
    /// </summary>
    /// <param name="seat">A seat, or <see cref="Turn.Chance"/> at a chance state.</param>
    /// <param name="actions">Room for <see cref="IGame.MaxLegalActions"/> actions at least.</param>
    public abstract int LegalActions(int seat, Span<int> actions);

    /// <summary>
    /// One of the seat's legal actions, all equally likely: the one at <c>dice.NextBelow(count)</c> of <see cref="LegalActions"/>, in one
    /// roll, which a game may find without listing them.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The seat has none.</exception>
    public virtual int RandomAction(int seat, Dice dice)
    {
        ArgumentNullException.ThrowIfNull(dice);
        Span<int> actions = stackalloc int[Game.MaxLegalActions];
        return actions[dice.NextBelow(LegalActions(seat, actions))];
    }

    /// <summary>The same legal actions in the order in which a searcher should try them.</summary>
    /// <inheritdoc cref="LegalActions"/>
    public virtual int SearchActions(int seat, Span<int> actions)
    {
        if (Game.SearchOrder.IsEmpty) return LegalActions(seat, actions);
        var count = 0;
        foreach (var action in Game.SearchOrder)
            if (IsLegal(seat, action)) actions[count++] = action;
        return count;
    }

    /// <summary>Plays a turn-based move, or a chance outcome at a chance state.</summary>
    /// <exception cref="InvalidOperationException">It is not legal here.</exception>
    public abstract void Apply(int action);

    /// <summary>Plays a simultaneous turn: one action for each seat.</summary>
    /// <exception cref="InvalidOperationException">It is not legal here.</exception>
    public virtual void Apply(ReadOnlySpan<int> actions) =>
        throw new InvalidOperationException($"{Game.Type.Name} is turn-based: apply one action at a time.");

    /// <summary>How likely a chance outcome is, at a chance state.</summary>
    public virtual double ChanceProbability(int outcome) =>
        throw new InvalidOperationException($"{Game.Type.Name} has no chance moves.");

    /// <summary>One of the chance outcomes of a chance state, each as likely as it should be: one roll.</summary>
    internal int RollChance(Dice dice)
    {
        ArgumentNullException.ThrowIfNull(dice);
        Span<int> outcomes = stackalloc int[Game.MaxLegalActions];
        outcomes = outcomes[..LegalActions(Turn.Chance, outcomes)];
        var roll = dice.NextDouble();
        foreach (var outcome in outcomes)
        {
            roll -= ChanceProbability(outcome);
            if (roll < 0) return outcome;
        }

        return outcomes[^1]; // rounding may leave a sliver above the sum of the probabilities
    }

    /// <summary>The seat's score so far: payoffs earned, or at the end 1 for a win, ½ for a draw, 0 for a loss.</summary>
    public abstract double Score(int seat);

    /// <summary>The seat's score if the match ends here by a forfeit, its own or another's.</summary>
    public abstract double ForfeitScore(int seat, bool itsOwn);

    /// <summary>
    /// Whether a seat whose time is up here has drawn and not lost, as in chess where nobody could have won against it any more.
    /// By default never.
    /// </summary>
    public virtual bool IsDrawnOnTime(int seat) => false;

    /// <summary>Whether the last move cannot be undone by later ones, as captures and pawn moves in chess. By default no move is.</summary>
    public virtual bool IsIrreversible => false;

    /// <summary>A guess at how well the seat stands, from -1 to 1 and never reaching either. For searchers.</summary>
    public virtual double Estimate(int seat) => 0;

    /// <summary>
    /// Writes what a model judges the state by, as the seat sees it: its own side first, as if it were the one to move. Zeros and ones,
    /// most of them zeros. Made for states in which the seat is to move.
    /// </summary>
    /// <param name="seat">The seat to be judged.</param>
    /// <param name="features">Room for exactly <see cref="IGame.FeatureCount"/>; whatever is in it is overwritten.</param>
    /// <exception cref="NotSupportedException">The game has no features.</exception>
    public virtual void WriteFeatures(int seat, Span<float> features) =>
        throw new NotSupportedException($"{Game.Type.Name} has no features: it cannot be learned.");

    /// <summary>The action in the field's notation, as OpenSpiel writes it.</summary>
    public abstract string ActionName(int seat, int action);

    /// <summary>
    /// The legal action that the text names: as <see cref="ActionName"/> writes it, or as the game's own field does besides.
    /// Null when it names none, or more than one.
    /// </summary>
    public virtual int? FindAction(int seat, string text)
    {
        Span<int> actions = stackalloc int[Game.MaxLegalActions];
        int? found = null;
        foreach (var action in actions[..LegalActions(seat, actions)])
        {
            if (ActionName(seat, action) != text) continue;
            if (found is not null) return null;
            found = action;
        }

        return found;
    }

    /// <summary>
    /// A number by which searchers know a position again: equal positions have equal keys, and different ones different keys
    /// but for one chance in 2^64. 0 where the game has none.
    /// </summary>
    public virtual ulong Key => 0;

    /// <summary>
    /// In a seat's view, deals at random what the view hides, all possibilities as likely as the rules make them before anything
    /// was played. A state that hides nothing stays as it is.
    /// </summary>
    public virtual void Determinize(Dice dice)
    {
    }

    /// <summary>What the seat may know of this state, as text: where information is hidden, OpenSpiel's information state.</summary>
    public virtual string Observation(int seat) => ToString()!;

    /// <summary>What the seat may know of this state, as a state: itself, unless information is hidden.</summary>
    public virtual GameState ViewFor(int seat) => this;

    /// <summary>A copy of its own: playing on it changes nothing here.</summary>
    public abstract GameState Clone();

    /// <summary>Becomes a copy of another state of the same game, without allocating: searchers keep one state per ply.</summary>
    public abstract void CopyFrom(GameState other);

    /// <summary>What <see cref="Apply(int)"/> throws: it names the action and shows the position.</summary>
    protected InvalidOperationException Illegal(int action) =>
        new($"action {action} is not legal in {Game.Type.Name} at move {Moves}:\n{this}");
}
