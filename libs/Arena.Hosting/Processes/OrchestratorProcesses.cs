using System.Globalization;

namespace Arena.Hosting.Processes;

/// <summary>
/// The processes of our orchestrator (DCP): its server, which was told to watch us and is nobody's child, and its controllers, the
/// server's child. Other applications of this process, as in tests, have servers of their own: ours is the first that began after this
/// was made, which must be before the host starts anything.
/// </summary>
internal sealed class OrchestratorProcesses
{
    private const int Count = 2;

    private readonly HashSet<(int Id, long Started)> _others = [.. Servers()];
    private (int Id, long Started)[] _ours = [];

    /// <summary>Looks for them until both are there; from then on, whether one has ended.</summary>
    public bool HaveEnded()
    {
        if (_ours.Length == Count)
            return _ours.Any(process => ProcessTable.StartTime(process.Id) != process.Started);
        var server = Servers().Except(_others).OrderBy(server => server.Started).Take(1).ToArray();
        _ours = [.. server, .. server.SelectMany(found => ProcessTable.ChildrenOf(found.Id)).SelectMany(Running)];
        return false;
    }

    private static IEnumerable<(int Id, long Started)> Servers() =>
        ProcessTable.WithArguments("start-apiserver", "--monitor", Environment.ProcessId.ToString(CultureInfo.InvariantCulture))
            .SelectMany(Running);

    private static IEnumerable<(int Id, long Started)> Running(int id) => ProcessTable.StartTime(id) is { } started ? [(id, started)] : [];
}
