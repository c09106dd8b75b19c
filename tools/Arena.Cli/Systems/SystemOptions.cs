using System.CommandLine;

namespace Arena.Cli.Systems;

/// <summary>Which running system a command talks to, and as whom.</summary>
internal sealed class SystemOptions
{
    private readonly Option<string[]> _endpoint;

    private readonly Option<string?> _key = new("--key")
    {
        Description = $"The key to show. Default: {NamedSystem.KeyVariable}, unseen by others on this machine, else the system's own.",
        HelpName = "KEY",
    };

    private SystemOptions(string address) => _endpoint = new("--endpoint") { Description = address, HelpName = "URL" };

    /// <summary>For commands that talk to the control plane.</summary>
    public static SystemOptions AddTo(Command command) => AddTo(
        command,
        "The control plane's gRPC address; several, by commas or one option each, where it has replicas: when one is gone, "
        + "the next is asked. Default: ARENA_ENDPOINT, else the newest system running in this checkout.");

    /// <summary>For commands that talk to another service.</summary>
    public static SystemOptions AddTo(Command command, string address)
    {
        var options = new SystemOptions(address);
        command.Add(options._endpoint);
        command.Add(options._key);
        return options;
    }

    public NamedSystem Of(ParseResult parsed) => new(parsed.GetValue(_endpoint) ?? [], parsed.GetValue(_key));
}
