using System.Diagnostics;
using Arena.Contracts.V1;
using Arena.Core.Agents;
using Arena.Core.Leagues;
using Arena.Core.Matches;
using Arena.Core.Primitives;
using Arena.Node.Agents;
using Arena.Node.Agents.Bots;
using Arena.ServiceDefaults.Dials;
using Google.Protobuf;
using Microsoft.Extensions.Options;

namespace Arena.Node.Work;

/// <summary>Plays the tasks in the book, as many at a time as the options say.</summary>
internal sealed partial class MatchWorkers(
    TaskBook book, WatchedMatches watched, BotMatches bots, IEnumerable<IAgentSource> sources, DialBook dials,
    NodeInstruments instruments, IOptions<NodeOptions> options, TimeProvider time, ILogger<MatchWorkers> logger) : BackgroundService
{
    private static readonly TimeSpan _pauseWithoutBot = TimeSpan.FromMilliseconds(200);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, options.Value.Parallelism).Select(_ => Task.Run(() => WorkAsync(stoppingToken), stoppingToken)));

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var held = await book.NextAsync(cancellationToken);
            book.Finish(await PlayAsync(held, cancellationToken));
        }
    }

    private async ValueTask<TaskResult> PlayAsync(TaskBook.HeldTask held, CancellationToken cancellationToken)
    {
        var result = new TaskResult { TaskId = held.Task.Id, LeagueId = held.LeagueId, Index = held.Task.Index };
        using var activity = instruments.StartMatch(held.TraceParent, held.LeagueId, held.Task.Index);
        var start = time.GetTimestamp();
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, held.Abandoned);
        try
        {
            var pairing = new ScheduledMatch(held.Task.Index, held.Task.Seats[0], held.Task.Seats[1], new Seed(held.Task.Seed));
            var spec = held.Definition.MatchAt(pairing) with { Epoch = dials.Current.Epoch };
            var progress = watched.Begin(held.LeagueId, held.Task.Index);
            var record = await MatchRunner.PlayAsync(
                spec, [bots.For(held.LeagueId, held.Bots), .. sources], time, progress, ends.Token);
            var duration = time.GetElapsedTime(start);
            Fill(result, record, duration);
            instruments.Played(held.Definition.Game, duration, record.Forfeited);
        }
        catch (Exception) when (held.Abandoned.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            TaskBook.Return(result);
        }
        catch (AgentUnavailableException unavailable)
        {
            // The control plane may not know yet: a moment, so that the match is not thrown back and forth.
            if (unavailable.Passing) await Task.Delay(_pauseWithoutBot, time, cancellationToken);
            (result.Refused, result.Passing) = (unavailable.Message, unavailable.Passing);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // Agents' failures are part of the record; what comes here is the node's own.
            LogFailed(failure, held.Task.Index, held.LeagueId);
            activity?.SetStatus(ActivityStatusCode.Error, failure.Message);
            result.Refused = $"{failure.GetType().Name}: {failure.Message}";
        }
        finally
        {
            watched.End(held.LeagueId, held.Task.Index);
        }

        return result;
    }

    private static void Fill(TaskResult result, MatchRecord record, TimeSpan duration)
    {
        result.Scores.AddRange(record.Scores);
        foreach (var verdict in record.Verdicts)
            result.Verdicts.Add(VerdictMap.ToMessage(verdict));
        result.Reason = record.Reason ?? "";
        result.Moves = record.Moves;
        result.Transcript = UnsafeByteOperations.UnsafeWrap(record.Transcript);
        result.MatchHash = UnsafeByteOperations.UnsafeWrap(record.Hash);
        result.DurationUs = (long)duration.TotalMicroseconds;
        result.MoveTimesUs.AddRange(record.MoveTimes);
        foreach (var agent in record.AgentHashes)
            result.AgentHashes.Add(UnsafeByteOperations.UnsafeWrap(agent));
        result.Epoch = record.Epoch;
        result.Seal = UnsafeByteOperations.UnsafeWrap(record.Seal);
        if (!record.Evaluations.IsEmpty)
            result.Evaluations = UnsafeByteOperations.UnsafeWrap(Evaluations.Write(record.Evaluations));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Match {Index} of league {League} could not be played here")]
    private partial void LogFailed(Exception failure, int index, string league);
}
