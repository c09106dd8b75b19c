using Arena.Hosting.Stores;
using Arena.Tests.EndToEnd.Grpc.Interop;
using Arena.Tests.EndToEnd.Samples;

namespace Arena.Tests.EndToEnd;

/// <summary>What a test needs of the machine. It is skipped, and says what to install, where that is not there.</summary>
internal static class Requires
{
    private static readonly string[] _pgnExtract = ["/usr/games/pgn-extract", "/usr/bin/pgn-extract"];

    public static void Postgres() =>
        Assert.SkipUnless(PostgresBinaries.Newest is not null, "PostgreSQL is not installed (apt-get install postgresql)");

    /// <summary>Returns where the program is.</summary>
    public static string PgnExtract()
    {
        var program = _pgnExtract.FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, "pgn-extract is not installed (apt-get install pgn-extract)");
        return program!;
    }

    /// <summary>Returns where the browser is.</summary>
    public static string Chromium()
    {
        const string program = "/usr/bin/chromium";
        Assert.SkipUnless(File.Exists(program), "Chromium is not installed (apt-get install chromium)");
        return program;
    }

    /// <param name="kind">One of <see cref="PeerTools"/>'.</param>
    public static void Peer(string kind) => Assert.SkipWhen(PeerTools.Missing(kind) is not null, PeerTools.Missing(kind) ?? "");

    /// <param name="language">One of <see cref="Samples.SampleBot"/>'s.</param>
    public static void SampleBot(string language) =>
        Assert.SkipWhen(Samples.SampleBot.Missing(language) is not null, Samples.SampleBot.Missing(language) ?? "");
}
