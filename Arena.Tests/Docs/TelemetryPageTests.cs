using System.Text.RegularExpressions;
using Arena.Tests.Shared;

namespace Arena.Tests.Docs;

public sealed partial class TelemetryPageTests
{
    [Fact]
    public void Page_lists_every_instrument_of_the_services_and_no_other()
    {
        var listed = File.ReadLines(Path.Combine(Repository.Root, "docs", "telemetry.md"))
            .Select(line => Row().Match(line)).Where(m => m.Success).Select(m => m.Groups[1].Value);
        Assert.Equal(ArenaInstruments.Names, listed.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^\| `(arena\.[a-z._]+)` \|")]
    private static partial Regex Row();
}
