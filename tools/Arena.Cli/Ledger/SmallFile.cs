namespace Arena.Cli.Ledger;

/// <summary>A file that is read whole, if it is not larger than what is wanted can be.</summary>
internal static class SmallFile
{
    /// <exception cref="CommandException">It cannot be read, or is too large.</exception>
    public static string Read(string file, int maxBytes)
    {
        try
        {
            var length = new FileInfo(file).Length;
            if (length > maxBytes)
                throw new CommandException($"{file} has {length} bytes; wanted at most {maxBytes}", ExitCode.Failed);
            return File.ReadAllText(file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(FileFault.Of(file, unreadable), ExitCode.Failed);
        }
    }
}
