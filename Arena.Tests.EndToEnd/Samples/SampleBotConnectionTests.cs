using System.Net;
using Arena.Core.Matches;
using Arena.Tests.EndToEnd.Node.Agents.Bots;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Arena.Tests.EndToEnd.Samples;

/// <summary>Sample bots against a node, against something else, and against nobody.</summary>
public sealed class SampleBotConnectionTests
{
    [Theory]
    [InlineData(SampleBot.Python)]
    public Task Python_sample_is_turned_away_and_says_why(string language)
    {
        Requires.SampleBot(SampleBot.Python);
        return TurnAwayAsync(language);
    }

    [Theory]
    [InlineData(SampleBot.JavaScript)]
    public Task JavaScript_sample_is_turned_away_and_says_why(string language)
    {
        Requires.SampleBot(SampleBot.JavaScript);
        return TurnAwayAsync(language);
    }

    [Theory]
    [InlineData(SampleBot.CSharp)]
    public Task CSharp_sample_is_turned_away_and_says_why(string language)
    {
        Requires.SampleBot(SampleBot.CSharp);
        return TurnAwayAsync(language);
    }

    [Theory]
    [InlineData(SampleBot.Python)]
    public Task Python_sample_that_nobody_answers_ends(string language)
    {
        Requires.SampleBot(SampleBot.Python);
        return DialInVainAsync(language);
    }

    [Theory]
    [InlineData(SampleBot.JavaScript)]
    public Task JavaScript_sample_that_nobody_answers_ends(string language)
    {
        Requires.SampleBot(SampleBot.JavaScript);
        return DialInVainAsync(language);
    }

    [Theory]
    [InlineData(SampleBot.CSharp)]
    public Task CSharp_sample_that_nobody_answers_ends(string language)
    {
        Requires.SampleBot(SampleBot.CSharp);
        return DialInVainAsync(language);
    }

    [Theory]
    [InlineData(SampleBot.Python)]
    public Task Copied_Python_sample_plays_until_it_is_interrupted(string language)
    {
        Requires.SampleBot(SampleBot.Python);
        return PlayCopiedAsync(language);
    }

    [Theory]
    [InlineData(SampleBot.JavaScript)]
    public Task Copied_JavaScript_sample_plays_until_it_is_interrupted(string language)
    {
        Requires.SampleBot(SampleBot.JavaScript);
        return PlayCopiedAsync(language);
    }

    [Theory]
    [InlineData(SampleBot.CSharp)]
    public Task CSharp_sample_plays_until_it_is_interrupted(string language)
    {
        Requires.SampleBot(SampleBot.CSharp);
        return PlayAsync(language, folder: null);
    }

    private static async Task TurnAwayAsync(string language)
    {
        await using var node = await BotNode.StartAsync("secret");
        using var stop = new CancellationTokenSource();
        var first = await node.ConnectAsync(new TestBot(), "pia", stop.Token, "secret");
        Assert.Equal(
            (1, "pia: This node wants its token: metadata 'authorization: Bearer TOKEN'.\n"),
            await RunAsync(language, "pia", $"{node.Address}", "wrong"));
        Assert.Equal(
            (1, "pia: Another process plays as 'pia' here: stop it, or take another name.\n"),
            await RunAsync(language, "pia", $"{node.Address}", "secret"));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        await using var stranger = await StrangerAsync();
        var address = stranger.Urls.Single();
        var (code, errors) = await RunAsync(language, "pia", address);
        Assert.Equal(1, code);
        Assert.StartsWith($"pia: what answers at {new Uri(address).Authority} is no node of Arena: ", errors, StringComparison.Ordinal);
        await stranger.StopAsync();
    }

    private static async Task DialInVainAsync(string language)
    {
        var (code, errors) = await RunAsync(language, "pia", "http://127.0.0.1:1");
        Assert.Equal(1, code);
        Assert.StartsWith("pia: no node answers at 127.0.0.1:1: ", errors.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
    }

    private static async Task PlayCopiedAsync(string language)
    {
        using var copy = new SampleCopy(language);
        await PlayAsync(language, copy.Folder);
    }

    private static async Task PlayAsync(string language, string? folder)
    {
        await using var node = await BotNode.StartAsync("secret");
        await using var bot = SampleBot.Start(language, ["pia", node.Address.Authority, "secret"], folder);
        Assert.Equal("pia plays at n", await bot.NextLineAsync());
        var match = BotNode.Spec("tic_tac_toe", TimeSpan.FromMinutes(1), "pia", "random");
        await MatchRunner.PlayAsync(match, [node.Matches.For("l", new Dictionary<string, string>())], TimeProvider.System, BotNode.Limit());
        Assert.StartsWith("pia v random: ", await bot.NextLineAsync(), StringComparison.Ordinal);
        await bot.InterruptAsync();
        Assert.Equal((0, ""), await bot.EndAsync());
    }

    private static async Task<(int Code, string Errors)> RunAsync(string language, params string[] arguments)
    {
        await using var bot = SampleBot.Start(language, arguments);
        return await bot.EndAsync();
    }

    /// <summary>A server that speaks HTTP/2, and knows of no bots.</summary>
    private static async Task<WebApplication> StrangerAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(
            kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        var app = builder.Build();
        await app.StartAsync();
        return app;
    }
}
