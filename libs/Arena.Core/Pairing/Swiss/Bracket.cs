namespace Arena.Core.Pairing.Swiss;

/// <summary>
/// Those who are paired now: players moved down from above, and the residents of one score group. Below them, the next score
/// group and the rest. Everything by place in the pairing order.
/// </summary>
internal sealed record Bracket(int[] MovedDown, int[] Residents, int[] Next, int[] Rest)
{
    public int Size => MovedDown.Length + Residents.Length;

    public bool IsLast => Next.Length == 0;
}
