using Arena.Tests.Architecture;

namespace Arena.Tests.Dashboard.Chromium;

/// <summary>A test with axe-core in a real browser; skipped, and said so, where one of them is missing.</summary>
public sealed class AxeFactAttribute : FactAttribute
{
    public AxeFactAttribute()
    {
        if (ChromiumPage.Executable is null)
            Skip = "chromium is not installed: apt-get install chromium";
        else if (Script is null)
            Skip = "axe-core is not installed: npm install --prefix artifacts/axe axe-core";
    }

    public static string? Script { get; } =
        Path.Combine(Repository.Root, "artifacts", "axe", "node_modules", "axe-core", "axe.min.js") is var path && File.Exists(path) ? path : null;
}
