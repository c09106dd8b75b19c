namespace Arena.Core.Pairing.Swiss;

/// <summary>Who of a pair gets which seat: FIDE C.04.3, article 5.</summary>
internal static class SeatAllocation
{
    /// <summary>The seat of the higher ranked of two.</summary>
    public static Seat Of(SwissPlayer higher, SwissPlayer lower, Seat initial)
    {
        // 5.2.1: both as they prefer. 5.2.2: the stronger preference; of two absolute ones, the wider difference.
        if (higher.Preference != lower.Preference)
            return higher.Preference != Seat.None ? higher.Preference : Other(lower.Preference);
        if (higher.Preference == Seat.None)
            return higher.Number % 2 == 0 ? initial : Other(initial); // 5.2.5: odd pairing numbers, counted from 1
        if (higher.Strength != lower.Strength)
            return higher.Strength > lower.Strength ? higher.Preference : Other(lower.Preference);
        var (x, y) = (Math.Abs(higher.SeatDifference), Math.Abs(lower.SeatDifference));
        if (higher.IsAbsolute && x != y) return x > y ? higher.Preference : Other(lower.Preference);

        // 5.2.3: alternates from the latest round in which they had different seats. 5.2.4: as the higher prefers.
        for (var back = 0; ; back++)
        {
            var (one, other) = (higher.SeatIn(back), lower.SeatIn(back));
            if (one == Seat.None || other == Seat.None) return higher.Preference;
            if (one != other) return other;
        }
    }

    private static Seat Other(Seat seat) => seat == Seat.First ? Seat.Second : Seat.First;
}
