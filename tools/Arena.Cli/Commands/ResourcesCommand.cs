using System.CommandLine;
using Arena.Cli.Output;
using Arena.Cli.Systems;
using Arena.Hosting.Dashboard.Wire;

namespace Arena.Cli.Commands;

/// <summary><c>arena resources</c>: what an AppHost runs, what it says, and commands to it.</summary>
internal static class ResourcesCommand
{
    private static readonly (string Name, string Description)[] _commands =
    [
        ("start", "Starts a resource that has been stopped."),
        ("stop", "Stops a resource; it stays stopped until it is started."),
        ("restart", "Stops a resource and starts it again."),
    ];

    public static Command Create()
    {
        var json = CommonOptions.Json();
        var pid = new Option<int?>("--pid") { Description = "The AppHost's process id. Default: the newest AppHost of this checkout.", HelpName = "PID", Recursive = true };
        var command = new Command("resources", "Lists what an AppHost runs: services, stores, where they are and how they are.") { json, pid };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var service = ResourceService.Connect(parsed.GetValue(pid));
            var resources = await service.ListAsync(cancellationToken);
            if (parsed.GetValue(json))
                JsonOutput.Write(resources.Select(WithoutSecrets));
            else
                TextTable.Write(["Resource", "Type", "State", "Health", ">Pid", ">Restarts", "Address or source"], resources.Select(Row));
            return ExitCode.Done;
        });
        command.Subcommands.Add(CreateLogs(pid));
        foreach (var (name, description) in _commands)
            command.Subcommands.Add(CreateExecute(name, description, pid));
        command.Subcommands.Add(CreateExecuteAny(pid));
        return command;
    }

    private static Command CreateLogs(Option<int?> pid)
    {
        var name = new Argument<string>("NAME") { Description = "One instance, such as node-2, or a resource." };
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on with the new lines until interrupted." };
        var command = new Command("logs", "Prints the last lines that a resource wrote.") { name, follow };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var service = ResourceService.Connect(parsed.GetValue(pid));
            var instances = await service.FindAsync(parsed.GetValue(name)!, cancellationToken);
            await Task.WhenAll(instances.Select(i => PrintAsync(service, i.Name, instances.Count > 1, parsed.GetValue(follow), cancellationToken)));
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task PrintAsync(ResourceService service, string name, bool withName, bool follow, CancellationToken cancellationToken)
    {
        var request = new WatchResourceConsoleLogsRequest { ResourceName = name, SuppressFollow = !follow };
        using var watching = service.Client.WatchResourceConsoleLogs(request, service.Headers, cancellationToken: cancellationToken);
        while (await watching.ResponseStream.MoveNext(cancellationToken))
        {
            foreach (var line in watching.ResponseStream.Current.LogLines)
                Console.WriteLine(withName ? $"{name} | {line.Text}" : line.Text);
        }
    }

    private static Command CreateExecute(string verb, string description, Option<int?> pid)
    {
        var name = new Argument<string>("NAME") { Description = "One instance, such as node-2, or a resource with all its replicas." };
        var command = new Command(verb, description) { name };
        command.SetAction((parsed, cancellationToken) => ExecuteAsync(parsed.GetValue(pid), parsed.GetValue(name)!, verb, cancellationToken));
        return command;
    }

    private static Command CreateExecuteAny(Option<int?> pid)
    {
        var name = new Argument<string>("NAME") { Description = "One instance, or a resource with all its replicas." };
        var verb = new Argument<string>("COMMAND") { Description = "A command that the resource has." };
        var command = new Command("execute", "Executes a command that the AppHost gave a resource.") { name, verb };
        command.SetAction((parsed, cancellationToken) => ExecuteAsync(parsed.GetValue(pid), parsed.GetValue(name)!, parsed.GetValue(verb)!, cancellationToken));
        return command;
    }

    private static async Task<int> ExecuteAsync(int? pid, string name, string verb, CancellationToken cancellationToken)
    {
        using var service = ResourceService.Connect(pid);
        var exitCode = ExitCode.Done;
        foreach (var instance in await service.FindAsync(name, cancellationToken))
        {
            var request = new ResourceCommandRequest { ResourceName = instance.Name, ResourceType = instance.ResourceType, CommandName = verb };
            var response = await service.Client.ExecuteResourceCommandAsync(request, service.Headers, cancellationToken: cancellationToken);
            if (response.Kind == ResourceCommandResponseKind.Succeeded)
            {
                Console.WriteLine($"{instance.Name}: {verb}{(response.HasMessage ? $": {response.Message}" : "")}");
                if (response.Result is { Value.Length: > 0 } result)
                    Console.WriteLine(result.Value);
                continue;
            }

            await Console.Error.WriteLineAsync($"arena: {(response.HasMessage ? response.Message : $"{verb} of {instance.Name}: {response.Kind}")}");
            exitCode = ExitCode.Failed;
        }

        return exitCode;
    }

    private static object[] Row(Resource resource) =>
    [
        resource.Name, resource.ResourceType, resource.State, Health(resource), Property(resource, "executable.pid"), Property(resource, "resource.restarts"),
        new[] { "resource.reason", "resource.source" }.Select(p => Property(resource, p)).FirstOrDefault(p => p.Length > 0) ?? string.Join("  ", resource.Urls.Select(u => u.FullUrl)),
    ];

    private static string Health(Resource resource) => resource.State != "Running" ? ""
        : resource.HealthReports.FirstOrDefault(r => !r.HasStatus || r.Status != HealthStatus.Healthy) is { } bad ? bad.HasStatus ? $"{bad.Status}: {bad.Description}" : "not known yet"
        : "Healthy";

    private static string Property(Resource resource, string name) => resource.Properties.FirstOrDefault(p => p.Name == name)?.Value switch
    {
        null => "",
        { HasNumberValue: true } number => number.NumberValue.ToString("0", System.Globalization.CultureInfo.InvariantCulture),
        var value => value.StringValue,
    };

    // Environment variables carry passwords; what is printed ends up in files.
    private static Resource WithoutSecrets(Resource resource)
    {
        var copy = resource.Clone();
        copy.Environment.Clear();
        return copy;
    }
}
