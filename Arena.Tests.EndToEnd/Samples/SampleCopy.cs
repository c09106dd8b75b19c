using System.Diagnostics;

namespace Arena.Tests.EndToEnd.Samples;

/// <summary>A sample bot's folder, copied to where nothing else of the checkout is.</summary>
internal sealed class SampleCopy : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("arena-sample-");

    public SampleCopy(string language)
    {
        using var copy = Process.Start("cp", ["-r", Path.Combine(SampleBot.Folder, language, "."), _folder.FullName]);
        copy.WaitForExit();
        // What somebody installed there does not come along.
        if (Path.Combine(_folder.FullName, "node_modules") is var modules && Directory.Exists(modules))
            Directory.Delete(modules, recursive: true);
    }

    public string Folder => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);
}
