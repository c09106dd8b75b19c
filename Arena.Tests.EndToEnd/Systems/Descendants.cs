using System.Diagnostics;
using Arena.Hosting.Processes;

namespace Arena.Tests.EndToEnd.Systems;

/// <summary>Processes by parentage, from <c>/proc</c>.</summary>
internal static class Descendants
{
    /// <summary>The process and everything below it, as it is now.</summary>
    public static IReadOnlyList<int> Of(int process)
    {
        var found = new List<int> { process };
        for (var i = 0; i < found.Count; i++)
            found.AddRange([.. ProcessTable.ChildrenOf(found[i]), .. OrchestratorOf(found[i])]);
        return found;
    }

    // It is nobody's child: it was told whom to watch.
    public static IReadOnlyList<int> OrchestratorOf(int process) =>
        ProcessTable.WithArguments("start-apiserver", "--monitor", $"{process}");

    /// <summary>Whether it is the part of the orchestrator that runs processes.</summary>
    public static bool IsOrchestrator(int process) => ProcessTable.WithArguments("run-controllers").Contains(process);

    /// <summary>Ends it without asking. It may have ended already.</summary>
    public static void Kill(int processId)
    {
        using var kill = Process.Start(new ProcessStartInfo("kill", ["-KILL", $"{processId}"]) { RedirectStandardError = true })!;
        kill.WaitForExit();
    }
}
