using System.Text.RegularExpressions;

namespace Arena.Cli;

/// <summary>What went wrong with a file, as a sentence that names it once.</summary>
internal static partial class FileFault
{
    /// <param name="path">As its user named it.</param>
    /// <param name="failure">What reading or writing it threw.</param>
    public static string Of(string path, Exception failure)
    {
        if (Directory.Exists(path))
            return $"{path} is a directory; wanted a file";
        return failure switch
        {
            FileNotFoundException or DirectoryNotFoundException => $"{path}: there is no such file or folder",
            UnauthorizedAccessException => $"{path}: access is denied",
            _ => $"{path}: {Parts(failure.Message).What.TrimEnd('.')}",
        };
    }

    /// <summary>The same where nobody has named a file: what the failure itself names.</summary>
    public static string Of(Exception failure)
    {
        var (what, path) = Parts(failure.Message);
        return path.Length == 0 ? what : $"{path}: {what}";
    }

    private static (string What, string Path) Parts(string message) =>
        Quoted().Match(message) is { Success: true } found ? (found.Groups[1].Value, found.Groups[2].Value) : (message, "");

    // The runtime's form for what the system says: "No space left on device : '/x'".
    [GeneratedRegex("^(.*?)\\.? : '(.*)'\\.?$", RegexOptions.Singleline)]
    private static partial Regex Quoted();
}
