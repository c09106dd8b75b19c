using System.ComponentModel;
using System.Diagnostics;

namespace Arena.Cli.Bots;

/// <summary>One process of a program that plays. Its standard error is the user's.</summary>
internal sealed class BotProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _name;

    private BotProgram(Process process, string name) => (_process, _name) = (process, name);

    /// <summary>Whether it was asked for a line and has not given it.</summary>
    public bool Owes { get; private set; }

    public static BotProgram Start(IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in command.Skip(1))
            start.ArgumentList.Add(argument);
        try
        {
            return new BotProgram(Process.Start(start)!, command[0]);
        }
        catch (Win32Exception failure)
        {
            throw new CommandException($"{command[0]} cannot be started: {failure.Message}", ExitCode.Failed);
        }
    }

    public async ValueTask SayAsync(string line, CancellationToken cancellationToken)
    {
        try
        {
            await _process.StandardInput.WriteAsync(string.Concat(line, "\n").AsMemory(), cancellationToken);
            await _process.StandardInput.FlushAsync(cancellationToken);
        }
        catch (IOException)
        {
            throw Ended();
        }
    }

    /// <exception cref="CommandException">It has ended.</exception>
    public async ValueTask<string> HearAsync(CancellationToken cancellationToken)
    {
        Owes = true;
        var line = await _process.StandardOutput.ReadLineAsync(cancellationToken) ?? throw Ended();
        Owes = false;
        return line;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private CommandException Ended()
    {
        _process.WaitForExit();
        return new CommandException($"{_name} ended with exit code {_process.ExitCode}", ExitCode.Failed);
    }
}
