namespace Arena.Core.Pairing.Swiss;

/// <summary>A player as the pairing sees it: score, seats and floats so far (FIDE C.04.3, articles 1.4 to 1.7).</summary>
internal sealed class SwissPlayer
{
    private readonly HashSet<int> _met = [];

    private SwissPlayer(int number, IReadOnlyList<SwissGame> games) => (Number, Games) = (number, games);

    /// <summary>The pairing number: the rank in the initial list, from 0.</summary>
    public int Number { get; }

    public IReadOnlyList<SwissGame> Games { get; }

    /// <summary>In half points.</summary>
    public int Score { get; private set; }

    /// <summary>Games in the first seat less games in the second.</summary>
    public int SeatDifference { get; private set; }

    /// <summary>The seat of the two latest games, if it was the same.</summary>
    public Seat Repeated { get; private set; }

    public Seat Preference { get; private set; }

    public SeatStrength Strength { get; private set; }

    public bool IsAbsolute => Strength == SeatStrength.Absolute;

    public Float LastFloat { get; private set; }

    public Float FloatBefore { get; private set; }

    /// <summary>Whether it had a bye, or another round that was won without playing.</summary>
    public bool HadBye { get; private set; }

    public int Unplayed { get; private set; }

    public bool Met(SwissPlayer other) => _met.Contains(other.Number);

    public static SwissPlayer[] From(IReadOnlyList<IReadOnlyList<SwissGame>> games, int pointsForWin)
    {
        var players = new SwissPlayer[games.Count];
        for (var number = 0; number < players.Length; number++)
        {
            players[number] = new SwissPlayer(number, games[number]);
            players[number].Count(pointsForWin);
        }

        foreach (var player in players)
        {
            player.LastFloat = player.FloatOf(1, players);
            player.FloatBefore = player.FloatOf(2, players);
        }

        return players;
    }

    public Seat SeatIn(int playedFromLast)
    {
        for (var round = Games.Count - 1; round >= 0; round--)
        {
            if (Games[round].Played && playedFromLast-- == 0) return Games[round].Seat;
        }

        return Seat.None;
    }

    private void Count(int pointsForWin)
    {
        foreach (var game in Games)
        {
            Score += game.Points;
            if (!game.Played)
            {
                Unplayed++;
                HadBye |= game.Points >= pointsForWin;
                continue;
            }

            _met.Add(game.Opponent);
            SeatDifference += game.Seat == Seat.First ? 1 : -1;
        }

        var last = SeatIn(0);
        if (last == Seat.None) return;
        if (SeatIn(1) == last) Repeated = last;
        (Preference, Strength) = (SeatDifference, Repeated) switch
        {
            ( > 1, _) => (Seat.Second, SeatStrength.Absolute),
            ( < -1, _) => (Seat.First, SeatStrength.Absolute),
            (_, Seat.First) => (Seat.Second, SeatStrength.Absolute),
            (_, Seat.Second) => (Seat.First, SeatStrength.Absolute),
            (1, _) => (Seat.Second, SeatStrength.Strong),
            (-1, _) => (Seat.First, SeatStrength.Strong),
            _ => (last == Seat.First ? Seat.Second : Seat.First, SeatStrength.Mild),
        };
    }

    private Float FloatOf(int roundsBack, SwissPlayer[] players)
    {
        var round = Games.Count - roundsBack;
        if (round < 0) return Float.None;
        if (!Games[round].Played) return Games[round].Points > 0 ? Float.Down : Float.None;
        var difference = ScoreBefore(round).CompareTo(players[Games[round].Opponent].ScoreBefore(round));
        return difference > 0 ? Float.Down : difference < 0 ? Float.Up : Float.None;
    }

    private int ScoreBefore(int round)
    {
        var score = Score;
        for (var later = round; later < Games.Count; later++) score -= Games[later].Points;
        return score;
    }
}
