using System.Diagnostics;
using Arena.Hosting.Processes;

namespace Arena.Tests.EndToEnd;

/// <summary>Processes by parentage, from <c>/proc</c>.</summary>
internal static class Descendants
{
    /// <summary>The process and everything below it, as it is now.</summary>
    public static IReadOnlyList<int> Of(int process)
    {
        var found = new List<int> { process };
        for (var i = 0; i < found.Count; i++)
            found.AddRange(ProcessTable.ChildrenOf(found[i]));
        return found;
    }

    /// <summary>Ends it without asking.</summary>
    public static void Kill(int processId)
    {
        using var process = Process.GetProcessById(processId);
        process.Kill();
    }
}
