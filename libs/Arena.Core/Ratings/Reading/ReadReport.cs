namespace Arena.Core.Ratings.Reading;

/// <summary>Where in a file something is not as it should be.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in bytes.</param>
public readonly record struct ReadFault(long Line, long Column, string Message);

/// <summary>What came of reading a file of results.</summary>
public sealed class ReadReport
{
    private const int MostFaults = 20;

    private readonly List<ReadFault> _faults = [];

    /// <summary>Games that count, those included that were known by their key.</summary>
    public long Games { get; internal set; }

    /// <summary>Games that were known by their key, and are not counted again.</summary>
    public long Repeated { get; internal set; }

    /// <summary>Games without a result: <c>*</c>, or none given.</summary>
    public long Unfinished { get; internal set; }

    /// <summary>Games left out because a player or the result could not be read.</summary>
    public long Skipped { get; internal set; }

    /// <summary>How many faults there were.</summary>
    public long FaultCount { get; private set; }

    /// <summary>The first twenty of them.</summary>
    public IReadOnlyList<ReadFault> Faults => _faults;

    /// <summary>Why the file could not be read to its end; then nothing that was read is of use.</summary>
    public ReadFault? Failure { get; internal set; }

    internal void Add(long line, long column, string message)
    {
        FaultCount++;
        if (_faults.Count < MostFaults) _faults.Add(new(line, column, message));
    }
}
