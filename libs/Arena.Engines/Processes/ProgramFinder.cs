using System.Text;

namespace Arena.Engines.Processes;

/// <summary>Finds programs the way a shell does, and where Debian keeps its games.</summary>
public static class ProgramFinder
{
    private const int LongestScriptLine = 256; // bytes of a script's first line that the system reads
    private const int MostInterpreters = 4;    // scripts that are the interpreters of scripts
    private static readonly string[] _alsoIn = ["/usr/games", "/usr/local/games"];

    /// <summary>The path of a program; null when there is none that can be run.</summary>
    /// <param name="name">A name, or a path if there is a slash in it.</param>
    /// <param name="directory">Where relative paths start.</param>
    public static string? Find(string name, string directory) => Find(name, directory, out _);

    /// <summary>The path of a program; null when there is none that can be run.</summary>
    /// <param name="name">A name, or a path if there is a slash in it.</param>
    /// <param name="directory">Where relative paths start.</param>
    /// <param name="fault">Then why not, as a sentence without its end.</param>
    public static string? Find(string name, string directory, out string fault)
    {
        ArgumentNullException.ThrowIfNull(name);
        fault = $"there is no program '{name}' here";
        var isFound = false;
        foreach (var path in Candidates(name, directory))
        {
            if (FaultOf(path, directory, MostInterpreters) is not { } why) return path;

            // The first that is there is the one that was meant.
            if (!isFound && File.Exists(path)) (isFound, fault) = (true, $"'{path}' is no program that can be run: it {why}");
        }

        return null;
    }

    private static IEnumerable<string> Candidates(string name, string directory)
    {
        if (name.Contains('/', StringComparison.Ordinal) || Path.IsPathRooted(name)) return [Path.GetFullPath(name, directory)];
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Concat(_alsoIn).Select(folder => Path.Combine(folder, name));
    }

    // What is said of it after "it"; null when it can be run. A link that leads nowhere exists, and is no program.
    private static string? FaultOf(string path, string directory, int interpreters)
    {
        try
        {
            if (!File.Exists(path)) return "is not there";
            if (OperatingSystem.IsWindows()) return null;
            if (!Libc.MayRun(path)) return "is not executable (chmod +x)";
            return InterpreterOf(path) is { } interpreter ? FaultOf(path, interpreter, directory, interpreters) : null;
        }
        catch (Exception unreachable) when (unreachable is IOException or UnauthorizedAccessException)
        {
            return null; // what may be run and not read
        }
    }

    private static string? FaultOf(string path, string interpreter, string directory, int interpreters)
    {
        var words = interpreter.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length == 0) return "names no interpreter after #! in its first line";
        if (interpreters == 0) return "has a script for its interpreter, as that has, and so on";
        if (FaultOf(Path.GetFullPath(words[0], directory), directory, interpreters - 1) is { } why)
            return $"has the interpreter '{words[0]}' in its first line, which {why}";

        // "#!/usr/bin/env python3": the system would start env, which then finds nothing.
        var isByName = words is [_, var name] && Path.GetFileName(words[0]) == "env" && !name.Contains('=') && !name.StartsWith('-')
            && Find(name, directory) is null;
        return isByName ? $"has the interpreter '{words[1]}' in its first line, which is not in the PATH" : null;
    }

    /// <summary>What the first line of a script says after "#!"; null when it is no script.</summary>
    private static string? InterpreterOf(string path)
    {
        Span<byte> start = stackalloc byte[LongestScriptLine];
        using var file = File.OpenRead(path);
        start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        if (!start.StartsWith("#!"u8)) return null;
        var end = start.IndexOf((byte)'\n');
        return Encoding.UTF8.GetString(start[2..(end < 0 ? start.Length : end)]);
    }
}
