using System.Diagnostics;
using System.Globalization;
using Arena.Hosting.Processes;

namespace Arena.Tests.EndToEnd.Hosting.Processes;

public sealed class OrchestratorProcessesTests
{
    [Fact]
    public void HaveEnded_with_orchestrators_of_others_is_true_of_our_own_only()
    {
        using var earlier = Orchestrator();
        var processes = new OrchestratorProcesses();
        using var ours = Orchestrator();
        Assert.False(processes.HaveEnded());
        using var later = Orchestrator();

        End(earlier);
        End(later);
        Assert.False(processes.HaveEnded());

        End(ours);
        Assert.True(processes.HaveEnded());
    }

    [Fact]
    public void HaveEnded_before_ours_has_begun_is_false()
    {
        using var earlier = Orchestrator();
        var processes = new OrchestratorProcesses();

        Assert.False(processes.HaveEnded());
        End(earlier);
        Assert.False(processes.HaveEnded());
    }

    // A process with the arguments of the orchestrator's server and a child; it ends with its input, and its child with it.
    private static Process Orchestrator()
    {
        var monitored = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        const string withChild = "exec 3<&0; sh -c 'echo; read end' <&3 & wait";
        var process = Process.Start(new ProcessStartInfo("sh", ["-c", withChild, "sh", "start-apiserver", "--monitor", monitored])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        process.StandardOutput.ReadLine(); // its child is there
        return process;
    }

    private static void End(Process orchestrator)
    {
        orchestrator.Kill(entireProcessTree: true);
        orchestrator.WaitForExit();
    }
}
