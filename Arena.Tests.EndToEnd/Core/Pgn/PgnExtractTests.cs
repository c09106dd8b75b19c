using System.Diagnostics;
using Arena.Core.Pgn;
using Arena.Core.Records;
using Arena.Tests.Shared;

namespace Arena.Tests.EndToEnd.Core.Pgn;

/// <summary>Debian's pgn-extract reads what is written and finds nothing wrong with it.</summary>
public sealed class PgnExtractTests
{
    [Fact]
    public async Task Written_games_are_accepted()
    {
        var program = Requires.PgnExtract();
        var file = Path.GetTempFileName();
        try
        {
            var games = new List<string>();
            for (ulong seed = 1; seed <= 20; seed++)
            {
                games.Add(PgnWriter.Write(MatchPgn.From(await Recorded.Async("chess", seed, "random", "random"))));
                games.Add(PgnWriter.Write(RandomPgn.Of(seed)));
            }

            await File.WriteAllTextAsync(file, string.Concat(games));
            var (exitCode, _, said) = await ProcessRun.ToEndAsync(new ProcessStartInfo(program, ["-r", file]));
            Assert.Equal(0, exitCode);
            Assert.Contains("40 games matched out of 40.", said, StringComparison.Ordinal);
            Assert.DoesNotContain("rror", said, StringComparison.Ordinal);
            Assert.DoesNotContain("nknown", said, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
