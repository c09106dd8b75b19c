using System.Numerics;

namespace Arena.Core.Pairing.Swiss;

/// <summary>
/// The quality criteria of a pair as digits of one number, the most important first; their sum over a matching orders
/// candidates as C4 to C21 do. Each digit has room for its sum over all pairs.
/// </summary>
internal sealed class CriteriaWeights
{
    private readonly SwissField _field;
    private readonly int[] _places;
    private readonly int _moved, _size, _nextEnd;
    private readonly bool _whole;
    private readonly int _digit;             // bits of a count
    private readonly int _scoreBits;
    private readonly Dictionary<int, int> _scoreShift = [];
    private readonly int _mostUnplayed;
    private readonly int _unplayedBits;

    public CriteriaWeights(SwissField field, int[] places, int moved, int size, int nextEnd, bool whole)
    {
        (_field, _places, _moved, _size, _nextEnd, _whole) = (field, places, moved, size, nextEnd, whole);
        _digit = BitOperations.Log2((uint)places.Length + 2) + 2;
        foreach (var score in places.Take(size).Select(p => field[p].Score).Distinct().Order())
        {
            _scoreShift[score] = _scoreBits;
            _scoreBits += _digit;
        }

        _mostUnplayed = places.Length == 0 ? 0 : places.Max(p => field[p].Unplayed);
        _unplayedBits = BitOperations.Log2((uint)_mostUnplayed + 1) + 1;
    }

    /// <summary>The weight of a pair of vertices, the first above the second; 0 when they may not meet.</summary>
    public BigInteger Pair(int a, int b)
    {
        var (x, y) = (_places[a], _places[b]);
        if (!_field.Legal(x, y) || b < _moved) return BigInteger.Zero;
        var inBracket = b < _size;
        var inNext = !inBracket && b < _nextEnd;
        var digits = new Digits(_whole ? 1 : 0);                                 // C4: everybody has a partner
        if (_field.Relaxation == Relaxation.Rematches) digits.Push(!_field[x].Met(_field[y]), _digit);
        digits.Push(inBracket, _digit);                                          // C6: pairs of the bracket
        digits.Push(inBracket ? ScoreDigit(x) + ScoreDigit(y) : 0, _scoreBits);  // C7: the scores in them
        digits.Push(inNext, _digit);                                             // C8: the next bracket's pairs
        digits.Push(inNext && a < _size ? ScoreDigit(x) : 0, _scoreBits);        //     and the scores in them
        digits.Push(BigInteger.Zero, _unplayedBits);                             // C9: see Bye
        if (inBracket) PushQuality(ref digits, x, y, upfloat: a < _moved);
        else digits.Push(BigInteger.Zero, QualityBits);
        return digits.Value;
    }

    /// <summary>The weight of having the bye.</summary>
    public BigInteger Bye(int a)
    {
        if (!_field.MayRest(_places[a])) return BigInteger.Zero;
        var digits = new Digits(BigInteger.One);
        if (_field.Relaxation == Relaxation.Rematches) digits.Push(true, _digit);
        digits.Push(BigInteger.Zero, 2 * (_digit + _scoreBits));
        digits.Push(a < _size ? _mostUnplayed - _field[_places[a]].Unplayed : 0, _unplayedBits);
        digits.Push(BigInteger.Zero, QualityBits);
        return digits.Value;
    }

    private int QualityBits => 8 * _digit + 4 * _scoreBits;

    private BigInteger ScoreDigit(int place) => BigInteger.One << _scoreShift[_field[place].Score];

    private void PushQuality(ref Digits digits, int x, int y, bool upfloat)
    {
        var seats = _field.SeatsMatter;
        digits.Push(!seats || _field.KeepsDifference(x, y), _digit);             // C10
        digits.Push(!seats || _field.KeepsAlternation(x, y), _digit);            // C11
        digits.Push(!seats || _field.Prefers(x, y), _digit);                     // C12
        digits.Push(!seats || _field.PrefersStrongly(x, y), _digit);             // C13
        var (one, other) = (_field[x], _field[y]);
        digits.Push(Stays(one.LastFloat, upfloat) + Stays(other.LastFloat, false), _digit);      // C14: floats down again
        digits.Push(!(upfloat && other.LastFloat == Float.Up), _digit);                          // C15: floats up again
        digits.Push(Stays(one.FloatBefore, upfloat) + Stays(other.FloatBefore, false), _digit);  // C16
        digits.Push(!(upfloat && other.FloatBefore == Float.Up), _digit);                        // C17
        digits.Push(DownScores(x, one.LastFloat, y, other.LastFloat), _scoreBits);               // C18: how far they float
        digits.Push(upfloat && other.LastFloat == Float.Up ? 0 : ScoreDigit(x), _scoreBits);     // C19
        digits.Push(DownScores(x, one.FloatBefore, y, other.FloatBefore), _scoreBits);           // C20
        digits.Push(upfloat && other.FloatBefore == Float.Up ? 0 : ScoreDigit(x), _scoreBits);   // C21
    }

    // A resident that is paired does not float down.
    private static int Stays(Float before, bool movedDown) => !movedDown && before == Float.Down ? 1 : 0;

    private BigInteger DownScores(int x, Float one, int y, Float other) =>
        (one == Float.Down ? ScoreDigit(x) : 0) + (other == Float.Down ? ScoreDigit(y) : 0);

    private struct Digits(BigInteger value)
    {
        public BigInteger Value { get; private set; } = value;

        public void Push(bool good, int bits) => Value = (Value << bits) + (good ? 1 : 0);

        public void Push(BigInteger digit, int bits) => Value = (Value << bits) + digit;
    }
}
