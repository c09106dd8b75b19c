namespace Arena.Core.Leagues.Document;

/// <summary>How large a league may be. Every limit is a fault in the document that passes it.</summary>
public static class LeagueLimits
{
    /// <summary>
    /// Characters in a document: room for one of the largest models, which is 1,066,668 of them, or for as many smaller ones. In UTF-8
    /// it still fits into the 4 MiB of a message.
    /// </summary>
    public const int DocumentLength = 1_300_000;

    /// <summary>Weights of a model.</summary>
    public const int ModelWeights = 200_000;

    /// <summary>Hidden layers of a model.</summary>
    public const int ModelLayers = 8;

    /// <summary>Units in a hidden layer of a model.</summary>
    public const int ModelWidth = 4_096;

    /// <summary>Characters in a league's or an agent's name.</summary>
    public const int NameLength = 64;

    /// <summary>Characters in the address of an agent that speaks HTTP.</summary>
    public const int AddressLength = 2_000;

    /// <summary>Agents in a league.</summary>
    public const int Agents = 10_000;

    /// <summary>Repetitions of each pairing.</summary>
    public const int Repetitions = 100_000;

    /// <summary>Rounds of a Swiss tournament or a ladder.</summary>
    public const int Rounds = 100_000;

    /// <summary>Matches in the whole league.</summary>
    public const int Matches = 10_000_000;

    /// <summary>Faults that are told; of any more, only how many there are.</summary>
    public const int Faults = 1_000;

    /// <summary>Openings in a document; of a file, the first so many are used.</summary>
    public const int Openings = 10_000;

    /// <summary>Matches in flight at once that a document may ask for.</summary>
    public const int Concurrency = 1_000_000;

    /// <summary>The shortest time for a move.</summary>
    public static readonly TimeSpan ShortestMoveTime = TimeSpan.FromMilliseconds(1);

    /// <summary>The longest time for a move.</summary>
    public static readonly TimeSpan LongestMoveTime = TimeSpan.FromHours(1);
}
