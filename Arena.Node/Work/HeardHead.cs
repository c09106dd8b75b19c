using Arena.Contracts.V1;
using Google.Protobuf;
using Microsoft.Extensions.Options;

namespace Arena.Node.Work;

/// <summary>
/// The head of the ledger that this node heard last. Whoever rewrites the ledger does not rewrite the nodes: a chain that does not extend
/// what they have heard was altered.
/// </summary>
internal sealed partial class HeardHead
{
    private readonly string? _path;
    private readonly ILogger<HeardHead> _logger;
    private LedgerHead? _last;

    public HeardHead(IOptions<NodeOptions> options, ILogger<HeardHead> logger)
    {
        var file = Uri.EscapeDataString(options.Value.Name) + ".json"; // no two names become one
        _path = options.Value.HeadFolder is { Length: > 0 } folder ? Path.GetFullPath(Path.Combine(folder, file)) : null;
        _logger = logger;
        _last = Read();
    }

    /// <summary>Null when it has heard of none, or <see cref="NodeOptions.HeadFolder"/> cannot be read.</summary>
    public LedgerHead? Last => Volatile.Read(ref _last);

    /// <summary>Why the ledger is not what it was when that was heard; empty when it is, as far as anybody knows.</summary>
    public string Fault { get; private set; } = "";

    public void Take(HeadNotice notice)
    {
        var before = Fault;
        Fault = FaultOf(notice);
        if (Fault.Length > 0)
        {
            LogAltered(Fault, Last?.Results ?? 0, Last is null ? "none" : Convert.ToHexStringLower(Last.Hash.Span));
            return;
        }

        if (before.Length > 0)
            LogRestored(notice.Head.Results);
        Volatile.Write(ref _last, notice.Head);
        Save(notice.Head);
    }

    private string FaultOf(HeadNotice notice)
    {
        if (notice.Fault.Length > 0 || Last is not { } last)
            return notice.Fault;
        if (notice.Head.Ledger != last.Ledger && last is { Results: 0, Leagues: 0 })
            return ""; // there was nothing, and a backup was restored
        if (notice.Head.Ledger != last.Ledger)
            return $"it is the ledger {notice.Head.Ledger}, and was {last.Ledger}";
        return notice.Head.Results < last.Results ? $"it has less than {last.Results} results" : "";
    }

    private LedgerHead? Read()
    {
        try
        {
            return File.Exists(_path) ? JsonParser.Default.Parse<LedgerHead>(File.ReadAllText(_path)) : null;
        }
        catch (Exception unreadable) when (IsOfFile(unreadable))
        {
            LogNotKept(_path!, unreadable.Message);
            return null;
        }
    }

    // Whole or not at all: the process may end in between.
    private void Save(LedgerHead head)
    {
        if (_path is null)
            return;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            File.WriteAllText(_path + ".part", JsonFormatter.Default.Format(head));
            File.Move(_path + ".part", _path, overwrite: true);
        }
        catch (Exception unwritable) when (IsOfFile(unwritable))
        {
            LogNotKept(_path, unwritable.Message);
        }
    }

    private static bool IsOfFile(Exception failure) =>
        failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Somebody altered the ledger: {Fault}. This node keeps the head that it heard at {Results} results: {Head}")]
    private partial void LogAltered(string fault, long results, string head);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The ledger is again what it was, and has {Results} results now")]
    private partial void LogRestored(long results);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The ledger's head is not kept: {Path}: {Reason}")]
    private partial void LogNotKept(string path, string reason);
}
