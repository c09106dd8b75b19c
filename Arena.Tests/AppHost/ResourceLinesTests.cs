using Arena.AppHost.Runs;

namespace Arena.Tests.AppHost;

public sealed class ResourceLinesTests
{
    [Theory]
    [InlineData("2026-11-28T13:34:47.9674315Z \u001b[40m\u001b[1m\u001b[33mwarn\u001b[39m\u001b[22m\u001b[49m: Arena.Ledger[0]", "")]
    [InlineData("2026-11-28T13:34:47.9674315Z       Ledger: it does not answer", "Ledger: it does not answer")]
    [InlineData("2026-11-28T13:34:47.9674315Z [sys] Starting process...: Cmd = /bin/sh", "")]
    [InlineData("No custom certificate authorities to configure. Default certificate authority trust behavior will be used.", "")]
    [InlineData("Waiting for resource 'postgres' to become healthy.", "")]
    [InlineData("initdb: error: no space", "initdb: error: no space")]
    public void Line_is_what_people_read(string line, string text) => Assert.Equal(text, ResourceLines.Clean(line));
}
