using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Arena.AppHost;

/// <summary>
/// <c>publish manifest|compose|helm DIR</c>: the official arguments for it, and a run that says what was written and nothing else.
/// </summary>
internal sealed class PublishCommand
{
    public const string Usage = "publish manifest|compose|helm DIR";

    private const string ManifestName = "aspire-manifest.json";

    private readonly string _folder;
    private readonly string? _manifest;

    private PublishCommand(string kind, string folder, IEnumerable<string> more)
    {
        _folder = Path.GetFullPath(folder);

        // In the folder itself, since the manifest tells paths from where it lies; what does not end with .json is taken for a folder.
        _manifest = kind is "manifest" ? Path.Combine(_folder, $".{Environment.ProcessId}.{ManifestName}") : null;
        string[] what = _manifest is null
            ? ["--operation", "publish", "--step", $"publish-{kind}", "--output-path", _folder]
            : ["--publisher", "manifest", "--output-path", _manifest];

        // Nothing is deployed, so there is nothing to remember of it either.
        Arguments = [.. what, "--clear-cache", "true", .. more];
    }

    /// <summary>What the app host is built with.</summary>
    public string[] Arguments { get; }

    /// <summary>False, and a sentence, when the words ask for what there is not; a null command when they do not ask to publish.</summary>
    public static bool TryRead(string[] args, out PublishCommand? command, out string fault)
    {
        command = null;
        fault = args switch
        {
            ["publish", "manifest" or "compose" or "helm", { Length: > 0 } folder, ..] when !folder.StartsWith('-') => "",
            ["publish", var kind and not ("manifest" or "compose" or "helm"), ..] =>
                $"There is nothing to publish called '{kind}'. Wanted: {Usage}",
            ["publish", ..] => $"No folder to publish to was given. Wanted: {Usage}",
            _ => OfficialFault(args),
        };
        if (fault.Length == 0 && args is ["publish", var known, var into, .. var more])
            command = new PublishCommand(known, into, more);
        return fault.Length == 0;
    }

    /// <summary>Publishes. The exit code: 1, and a sentence on standard error, when nothing was.</summary>
    public async Task<int> RunAsync(IDistributedApplicationBuilder builder)
    {
        using var log = new PublishLog();
        builder.Services.AddLogging(l => l.ClearProviders().AddProvider(log).AddFilter<PublishLog>(null, LogLevel.Information));
        try
        {
            if (File.Exists(_folder))
                throw new IOException("it is a file; wanted a folder.");
            if (_manifest is not null)
                Directory.CreateDirectory(_folder);
            await using (var application = builder.Build())
                await application.RunAsync();
            if (log.Fault is null && _manifest is not null)
                File.Move(_manifest, Path.Combine(_folder, ManifestName), overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            log.Fault ??= fault.Message;
        }

        return Say(log);
    }

    // The official ones that would begin something else, and not end: without a step images are built, with an unknown publisher too.
    private static string OfficialFault(string[] args)
    {
        if (Option(args, "--publisher") is { } publisher and not "manifest")
            return $"There is no publisher '{publisher}'; there is: manifest. Wanted: {Usage}";
        return Option(args, "--operation") is "publish" && Option(args, "--step") is null && Option(args, "--publisher") is null
            ? $"--operation publish wants a --step: publish, publish-compose or publish-helm. Or: {Usage}"
            : "";
    }

    private static string? Option(string[] args, string name)
    {
        var at = Array.FindIndex(args, a => a == name || a.StartsWith(name + "=", StringComparison.Ordinal));
        return at < 0 ? null : args[at] == name ? args.ElementAtOrDefault(at + 1) ?? "" : args[at][(name.Length + 1)..];
    }

    private int Say(PublishLog log)
    {
        if (log.Fault is null)
        {
            foreach (var path in _manifest is null ? log.Written : [Path.Combine(_folder, ManifestName)])
                Console.WriteLine($"Wrote {path}");
            return 0;
        }

        if (File.Exists(_manifest))
            File.Delete(_manifest);
        const string Nothing = "Nothing was published to";
        Console.Error.WriteLine(log.Fault.StartsWith(Nothing, StringComparison.Ordinal) ? log.Fault : $"{Nothing} {_folder}: {log.Fault}");
        return 1;
    }
}
