using System.CommandLine;
using System.Text.Json;
using Arena.Cli.Systems;

namespace Arena.Cli.Commands;

/// <summary>What <c>arena logs</c>, <c>traces</c> and <c>metrics</c> have in common.</summary>
internal sealed class TelemetryOptions
{
    private readonly Option<string?> _resource = new("--resource", "-r") { Description = "A resource, or a service with all its instances.", HelpName = "NAME" };
    private readonly Option<string?> _last = new("--last") { Description = "How far back, such as 30s, 15m or 7d.", HelpName = "TIME" };
    private readonly Option<string?> _attribute = new("--attribute", "-a") { Description = "Only with this attribute: name=value, name!=value or name~part.", HelpName = "CONDITION" };
    private readonly Option<string?> _limit = new("--limit", "-n") { Description = "How many at most (200).", HelpName = "N" };
    private readonly Option<bool> _follow = new("--follow", "-f") { Description = "Go on with what comes, until interrupted." };
    private readonly Option<bool> _json = new("--json") { Description = "Print OTLP JSON and nothing else; with --follow a line at a time." };
    private readonly Option<string?> _dashboard = new("--dashboard") { Description = $"The dashboard's address. Default: {TelemetryClient.AddressVariable}, else the newest of this checkout.", HelpName = "URL" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _resource, _last, _attribute, _limit, _follow, _json, _dashboard })
            command.Options.Add(option);
    }

    /// <summary>Asks, and hands every answer to <paramref name="print"/>, or prints it as it is.</summary>
    public async Task<int> RunAsync(
        ParseResult parsed, string path, IEnumerable<(string Name, string? Value)> query, Action<JsonElement> print, CancellationToken cancellationToken)
    {
        using var client = TelemetryClient.Connect(parsed.GetValue(_dashboard));
        (string, string?)[] all =
        [
            ("resource", parsed.GetValue(_resource)), ("last", parsed.GetValue(_last)), ("attribute", parsed.GetValue(_attribute)), ("limit", parsed.GetValue(_limit)), .. query,
        ];
        var isJson = parsed.GetValue(_json);
        if (!parsed.GetValue(_follow))
        {
            Show(await client.GetAsync(path, all, cancellationToken), isJson, print);
            return ExitCode.Done;
        }

        await foreach (var line in client.FollowAsync(path, all, cancellationToken))
            Show(line, isJson, print);
        throw new CommandException("the dashboard has ended", ExitCode.Failed);
    }

    private static void Show(string answer, bool isJson, Action<JsonElement> print)
    {
        if (isJson)
        {
            Console.WriteLine(answer);
            return;
        }

        using var document = JsonDocument.Parse(answer);
        print(document.RootElement);
    }
}
