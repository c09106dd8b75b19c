using System.Diagnostics;

namespace Arena.Benchmarks.Uci;

/// <summary>What pipes and engine allow: the same lines to the same engines, with nothing but a write and a read for each ply.</summary>
internal static class PipeFloor
{
    /// <summary>Plays games, given as moves, two engines each; returns the plies.</summary>
    public static int Play(string mover, IEnumerable<IReadOnlyList<string>> games)
    {
        using var white = Start("dotnet", [mover]);
        using var black = Start("dotnet", [mover]);
        var plies = 0;
        foreach (var moves in games)
        {
            var position = "position startpos";
            for (var ply = 0; ply < moves.Count; ply++)
            {
                var engine = ply % 2 == 0 ? white : black;
                engine.StandardInput.Write($"{position}\ngo movetime 10000\n");
                engine.StandardInput.Flush();
                Await(engine, "bestmove");
                position += (ply == 0 ? " moves " : " ") + moves[ply];
                plies++;
            }
        }

        Quit(white);
        Quit(black);
        return plies;
    }

    /// <summary>Starts an engine as far as "readyok" and lets it quit.</summary>
    public static void StartAndQuit(string command, IReadOnlyList<string> arguments)
    {
        using var engine = Start(command, arguments);
        engine.StandardInput.Write("ucinewgame\nisready\n");
        engine.StandardInput.Flush();
        Await(engine, "readyok");
        Quit(engine);
    }

    private static Process Start(string command, IReadOnlyList<string> arguments)
    {
        var engine = Process.Start(new ProcessStartInfo(command, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        engine.StandardInput.Write("uci\n");
        engine.StandardInput.Flush();
        Await(engine, "uciok");
        return engine;
    }

    private static void Await(Process engine, string word)
    {
        while (engine.StandardOutput.ReadLine() is { } line)
            if (line.StartsWith(word, StringComparison.Ordinal))
                return;
        throw new InvalidOperationException($"the engine ended before it said {word}");
    }

    private static void Quit(Process engine)
    {
        engine.StandardInput.Write("quit\n");
        engine.StandardInput.Flush();
        engine.WaitForExit();
    }
}
