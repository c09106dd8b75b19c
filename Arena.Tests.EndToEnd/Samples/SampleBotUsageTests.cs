using Arena.Tests.EndToEnd.Grpc.Interop;

namespace Arena.Tests.EndToEnd.Samples;

/// <summary>Sample bots that are used wrongly: a sentence, exit code 2, and never a stack trace.</summary>
public sealed class SampleBotUsageTests
{
    [Theory]
    [MemberData(nameof(WrongUses))]
    public Task Python_sample_used_wrongly_says_what_it_wants(string arguments, string told)
    {
        Requires.SampleBot(SampleBot.Python);
        return UseWronglyAsync(SampleBot.Python, arguments, told);
    }

    [Theory]
    [MemberData(nameof(WrongUses))]
    public Task JavaScript_sample_used_wrongly_says_what_it_wants(string arguments, string told)
    {
        Requires.SampleBot(SampleBot.JavaScript);
        return UseWronglyAsync(SampleBot.JavaScript, arguments, told);
    }

    [Theory]
    [MemberData(nameof(WrongUses))]
    public Task CSharp_sample_used_wrongly_says_what_it_wants(string arguments, string told)
    {
        Requires.SampleBot(SampleBot.CSharp);
        return UseWronglyAsync(SampleBot.CSharp, arguments, told);
    }

    public static TheoryData<string, string> WrongUses => new()
    {
        { "", "wanted NAME NODE-ADDRESS [TOKEN], got 0 arguments" },
        { "pia", "wanted NAME NODE-ADDRESS [TOKEN], got 1 arguments" },
        { "pia 127.0.0.1:1 token more", "wanted NAME NODE-ADDRESS [TOKEN], got 4 arguments" },
        { "pia nonsense:port", "'nonsense:port' is not an address such as http://127.0.0.1:5083" },
        { "pia http://127.0.0.1:99999", "'http://127.0.0.1:99999' is not an address such as http://127.0.0.1:5083" },
        { "pia http://127.0.0.1:1/path", "'http://127.0.0.1:1/path' is not an address such as http://127.0.0.1:5083" },
        { "pia ftp://127.0.0.1:1", "'ftp://127.0.0.1:1' is not an address such as http://127.0.0.1:5083" },
        { "pia 127.0.0.1:1 tökèn", "the token must be of ASCII characters" },
    };

    [Theory]
    [InlineData("nine", 2, "bot.py: wanted a port, 0 to 65535, and nothing else; got: nine\n")]
    [InlineData("99999", 2, "bot.py: wanted a port, 0 to 65535, and nothing else; got: 99999\n")]
    [InlineData("9000 9001", 2, "bot.py: wanted a port, 0 to 65535, and nothing else; got: 9000 9001\n")]
    public async Task Sample_web_server_used_wrongly_says_what_it_wants(string arguments, int code, string told)
    {
        Requires.SampleBot(SampleBot.Python);
        var script = Path.Combine(SampleBot.Folder, "http-python", "bot.py");
        await using var bot = SampleBot.Start([PeerTools.PythonPath!, script, .. arguments.Split(' ')]);
        Assert.Equal((code, told), await bot.EndAsync());
    }

    private static async Task UseWronglyAsync(string language, string arguments, string told)
    {
        await using var bot = SampleBot.Start(language, arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var (code, errors) = await bot.EndAsync();
        Assert.Equal(2, code);
        Assert.Contains($": {told}", errors.Split('\n')[0], StringComparison.Ordinal);
    }
}
