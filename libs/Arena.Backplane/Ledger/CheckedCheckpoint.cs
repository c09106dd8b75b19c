using Arena.Core.Proofs;

namespace Arena.Backplane.Ledger;

/// <summary>A checkpoint that a ledger is compared with, and what does not fit.</summary>
/// <param name="name">What sentences call it.</param>
/// <param name="checkpoint">What it says.</param>
internal sealed class CheckedCheckpoint(string name, Checkpoint checkpoint)
{
    private readonly List<string> _faults = [];

    public string Name => name;

    public Checkpoint Checkpoint => checkpoint;

    public IReadOnlyList<string> Faults => _faults;

    public void Add(string fault) => _faults.Add(fault);
}
