namespace Arena.Tests.Dashboard.Chromium;

/// <summary>A test in a real browser; skipped, and said so, where there is none.</summary>
public sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute()
    {
        if (ChromiumPage.Executable is null)
            Skip = "chromium is not installed: apt-get install chromium";
    }
}
