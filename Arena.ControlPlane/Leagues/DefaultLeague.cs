using Arena.Backplane.Ledger;
using Arena.Core.Leagues.Document;
using Arena.ServiceDefaults.Access;
using Arena.ServiceDefaults.Start;
using Microsoft.Extensions.Options;

namespace Arena.ControlPlane.Leagues;

/// <summary>Starts the configured league. A file that cannot be used ends the process: somebody asked for it.</summary>
internal sealed partial class DefaultLeague(LeagueStarter starter, IOptions<LeaguesOptions> options, ILogger<DefaultLeague> log)
    : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(options.Value.Default))
            return;
        var path = options.Value.Default;
        var document = await ReadAsync(path, cancellationToken);
        var beside = Path.GetDirectoryName(path) ?? "";
        var parse = LeagueDocument.Parse(document, file => File.OpenRead(Path.Combine(beside, file)));
        if (!parse.IsValid)
            throw new StartFault($"{path}:\n{string.Join('\n', parse.Faults)}");
        foreach (var note in parse.Notes)
            LogNote(path, note.Path, note.Message);
        var by = Requester.Of(Requester.Configuration);
        switch (await starter.StartAsync(Caller.DefaultTenant, parse.Definition, options.Value.IdOfDefault, by, cancellationToken))
        {
            case StartOutcome.SwitchedOff off:
                LogSwitchedOff(path, off.Message);
                break;
            case StartOutcome.Invalid invalid:
                throw new StartFault($"{path}:\n{invalid.Message}");
            case StartOutcome.Taken taken:
                throw new StartFault($"{path}: {taken.Message} Set Leagues__DefaultId to another id.");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{File}: {Path}: {Note}")]
    private partial void LogNote(string file, string path, string note);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{File}: {Reason}")]
    private partial void LogSwitchedOff(string file, string reason);

    private static async Task<string> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(path, cancellationToken);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new StartFault($"The league of Leagues:Default cannot be read: {unreadable.Message}", unreadable);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
