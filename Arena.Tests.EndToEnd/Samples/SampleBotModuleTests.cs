using Arena.Tests.EndToEnd.Grpc.Interop;

namespace Arena.Tests.EndToEnd.Samples;

/// <summary>Sample bots on a machine that lacks what they import.</summary>
public sealed class SampleBotModuleTests
{
    [Theory]
    [InlineData("-S")]
    public async Task Python_sample_without_grpc_names_the_packages_and_the_interpreter(string option)
    {
        Requires.SampleBot(SampleBot.Python);
        // -S: without the folders that packages are installed in.
        var script = Path.Combine(SampleBot.Folder, "python", "bot.py");
        await using var bot = SampleBot.Start([PeerTools.PythonPath!, option, script, "pia", "127.0.0.1:1"]);
        var (code, errors) = await bot.EndAsync();
        Assert.Equal(1, code);
        Assert.Matches("^bot.py: .* cannot import 'grpc'. On Debian, 'apt-get install python3-grpcio python3-protobuf' ", errors);
        Assert.Contains("gives it to /usr/bin/python3, and to no other", errors, StringComparison.Ordinal);
        Assert.Single(errors.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("@grpc/grpc-js")]
    public async Task JavaScript_sample_without_modules_says_what_to_run_and_where(string module)
    {
        Requires.SampleBot(SampleBot.JavaScript);
        using var copy = new SampleCopy(SampleBot.JavaScript);
        await using var bot = SampleBot.Start(["node", Path.Combine(copy.Folder, "bot.js"), "jo", "127.0.0.1:1"], withModules: false);
        Assert.Equal((1, $"bot.js: {module} is not installed: run 'npm install' in {copy.Folder}\n"), await bot.EndAsync());
    }
}
