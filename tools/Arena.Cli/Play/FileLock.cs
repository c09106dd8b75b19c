namespace Arena.Cli.Play;

/// <summary>An advisory lock on a file, which the kernel gives up for us however we end.</summary>
internal static class FileLock
{
    /// <summary>Null when somebody else has it, or it is not ours to take.</summary>
    public static FileStream? TryTake(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public static bool IsTaken(string path)
    {
        using var taken = TryTake(path);
        return taken is null;
    }
}
