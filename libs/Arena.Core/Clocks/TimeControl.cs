using System.Globalization;

namespace Arena.Core.Clocks;

/// <summary>
/// How much time a seat has: so much for every move, or a bank for so many moves with an increment for each, as in
/// "40/60+0.5". Over and above either there may be a bank of overage, which lasts for the whole match and never grows.
/// </summary>
public sealed record TimeControl
{
    /// <summary>The shortest time that a seat can have.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);
    /// <summary>The longest time, and the longest increment, that a seat can have.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    private const int MostMoves = 10_000;

    private TimeControl()
    {
    }

    /// <summary>The time for each single move; null when there is a bank.</summary>
    public TimeSpan? MoveTime { get; private init; }

    /// <summary>Moves that the bank is for, after which it is filled up again; 0 when it is for all of them.</summary>
    public int Moves { get; private init; }

    /// <summary>What is in the bank at first, and what is added after every <see cref="Moves"/> moves.</summary>
    public TimeSpan Time { get; private init; }

    /// <summary>Added after each move.</summary>
    public TimeSpan Increment { get; private init; }

    /// <summary>Drawn on when the time for a move, or the bank, is used up.</summary>
    public TimeSpan Overage { get; init; }

    /// <summary>How much too late is still in time, move by move: for the way between agent and referee. Not charged.</summary>
    public TimeSpan Margin { get; init; }

    /// <summary>The same time for each single move.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not from <see cref="Shortest"/> to <see cref="Longest"/>.</exception>
    public static TimeControl PerMove(TimeSpan time) => new() { MoveTime = InRange(time, nameof(time)) };

    /// <exception cref="ArgumentOutOfRangeException">A number is out of range: times from 1 ms to 24 h, moves to 10,000.</exception>
    internal static TimeControl Bank(TimeSpan time, TimeSpan increment = default, int moves = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(moves, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(moves, MostMoves);
        if (increment != default) InRange(increment, nameof(increment));
        return new() { Time = InRange(time, nameof(time)), Increment = increment, Moves = moves };
    }

    /// <summary>
    /// Reads "60", "60+0.5", "40/60+0.5", "40/1:30:00+30": moves, then seconds (or minutes and hours before colons), then
    /// seconds for each move. Null when it is something else.
    /// </summary>
    public static TimeControl? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var plus = text.IndexOf('+', StringComparison.Ordinal);
        var moves = 0;
        if (slash >= 0 && !TryCount(text.AsSpan(0, slash), out moves))
            return null;
        var time = ParseTime(text[(slash + 1)..(plus < 0 ? text.Length : Math.Max(plus, slash + 1))]);
        var increment = plus < 0 ? TimeSpan.Zero : ParseTime(text[(plus + 1)..]);
        if (time is not { } t || t < Shortest || t > Longest || increment is not { } i || i > Longest) return null;
        return new() { Time = t, Increment = i, Moves = moves };
    }

    /// <summary>"40/60+0.5" as <see cref="Parse"/> reads it; "movetime 0.5" for a time for each move.</summary>
    public override string ToString()
    {
        if (MoveTime is { } move) return $"movetime {Seconds(move)}";
        var moves = Moves > 0 ? $"{Moves.ToString(CultureInfo.InvariantCulture)}/" : "";
        var increment = Increment > TimeSpan.Zero ? $"+{Seconds(Increment)}" : "";
        return $"{moves}{Seconds(Time)}{increment}";
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.######", CultureInfo.InvariantCulture);

    private static TimeSpan? ParseTime(string text)
    {
        var parts = text.Split(':');
        if (parts.Length > 3) return null;
        var seconds = 0.0;
        foreach (var part in parts)
        {
            if (!double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)) return null;
            seconds = seconds * 60 + value;
        }

        return seconds <= Longest.TotalSeconds ? TimeSpan.FromMicroseconds(Math.Round(seconds * 1e6)) : null;
    }

    private static bool TryCount(ReadOnlySpan<char> text, out int moves) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out moves) && moves is >= 1 and <= MostMoves;

    private static TimeSpan InRange(TimeSpan time, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, Shortest, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time, Longest, name);
        return time;
    }
}
