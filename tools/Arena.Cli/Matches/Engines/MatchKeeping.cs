namespace Arena.Cli.Matches.Engines;

/// <summary>Reads -resume, -config and -autosaveinterval: where a match is kept, and whether it is one that was begun.</summary>
/// <param name="Path">The file.</param>
/// <param name="Resumes">Whether to go on with the match that is there.</param>
/// <param name="Keeps">Whether it is kept at all.</param>
/// <param name="IsNamed">Whether somebody has named the file.</param>
internal sealed record MatchKeeping(string Path, bool Resumes, bool Keeps, bool IsNamed)
{
    /// <summary>The command that goes on with the match.</summary>
    public string Resume => ResumeOf(Path);

    /// <exception cref="CommandException">It says two things.</exception>
    public static MatchKeeping Read(FlagList flags)
    {
        var config = flags.Pairs("-config", "file", "outname", "discard", "stats");
        var keeps = flags.Number("-autosaveinterval", 0, int.MaxValue) is not 0;
        var resume = flags.Words("-resume");
        if (resume is { Count: > 1 })
            throw new CommandException($"-resume: found {resume.Count} words; wanted one file or none", ExitCode.Usage);
        var file = resume?.FirstOrDefault()
            ?? (config is not null && !config.Switch("discard", otherwise: false) ? config.Text("file") : null);
        var resumes = resume is not null || file is not null;
        var named = file ?? config?.Text("outname");
        return new(named ?? SavedMatch.DefaultPath, resumes, keeps || resumes, named is not null);
    }

    /// <summary>Whether a new match may be kept there; nothing is changed yet.</summary>
    /// <exception cref="CommandException">There is something else than a match.</exception>
    public void Check()
    {
        if (!Keeps || Resumes)
            return;
        try
        {
            SavedMatch.CheckReplaceable(Path, isOurs: !IsNamed);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            // Told when the match begins.
        }
    }

    /// <summary>Begins to keep a match; null when it is not kept, which is no reason not to play.</summary>
    public SavedMatch? Begin(SavedSettings settings, TextWriter output, TextWriter errors)
    {
        if (!Keeps)
            return null;
        try
        {
            var saved = SavedMatch.Create(Path, settings, out var aside, isOurs: !IsNamed);
            if (aside is not null)
                output.WriteLine($"The unfinished match in {Path} is now in {aside}; '{ResumeOf(aside)}' goes on with it");
            return saved;
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            errors.WriteLine($"arena: warning: this match cannot be resumed: {FileFault.Of(Path, unwritable)}");
            errors.WriteLine("-config outname=FILE keeps it elsewhere, -autosaveinterval 0 nowhere");
            return null;
        }
    }

    private static string ResumeOf(string path) => path == SavedMatch.DefaultPath ? "arena match -resume" : $"arena match -resume {path}";
}
