using Arena.Core.Primitives;

namespace Arena.Core.Pgn;

/// <summary>The first few faults of one game.</summary>
internal sealed class PgnFaults
{
    private const int Most = 16;

    private readonly List<PgnFault> _list = [];

    public IReadOnlyList<PgnFault> List => _list;

    public void Clear() => _list.Clear();

    public void Add(ByteWindow input, int ahead, string message)
    {
        if (_list.Count >= Most) return;
        var (line, column) = input.Position(ahead);
        _list.Add(new(line, column, message));
    }
}
