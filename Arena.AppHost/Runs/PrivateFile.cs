namespace Arena.AppHost.Runs;

/// <summary>Files that only we can read, replaced as a whole: a reader sees the old text or the new one.</summary>
internal static class PrivateFile
{
    public static void Write(string path, string text)
    {
        var temporary = $"{path}.{Guid.NewGuid():n}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(temporary, options))
            writer.Write(text);
        File.Move(temporary, path, overwrite: true);
    }
}
