using Arena.AppHost;

namespace Arena.Tests.Publishing;

public sealed class PublishCommandTests
{
    [Theory]
    [InlineData("publish", "No folder")]
    [InlineData("publish compose", "No folder")]
    [InlineData("publish compose --Arena:Nodes 3", "No folder")]
    [InlineData("publish smoke-signals out", "There is nothing to publish called 'smoke-signals'")]
    [InlineData("--publisher docker-compose", "There is no publisher 'docker-compose'; there is: manifest.")]
    [InlineData("--publisher=kubernetes --output-path x", "There is no publisher 'kubernetes'")]
    [InlineData("--operation publish --output-path x", "wants a --step")]
    public void Wrong_words_are_told_which_there_are(string words, string expected)
    {
        Assert.False(PublishCommand.TryRead(words.Split(' '), out var command, out var fault));
        Assert.Null(command);
        Assert.Contains(expected, fault);
        Assert.Contains("publish manifest|compose|helm DIR", fault);
    }

    [Theory]
    [InlineData("")]
    [InlineData("--Arena:Nodes 3")]
    [InlineData("--publisher manifest --output-path x.json")]
    [InlineData("--operation publish --step publish --output-path x")]
    public void Other_words_are_passed_on(string words)
    {
        Assert.True(PublishCommand.TryRead(words.Split(' '), out var command, out _));
        Assert.Null(command);
    }

    [Fact]
    public void Kinds_become_the_official_arguments()
    {
        Assert.True(PublishCommand.TryRead(["publish", "helm", "/tmp/x", "--Arena:Nodes", "5"], out var command, out _));
        Assert.Equal(
            "--operation publish --step publish-helm --output-path /tmp/x --clear-cache true --Arena:Nodes 5",
            string.Join(' ', command!.Arguments));
    }
}
