using System.CommandLine;
using System.Globalization;
using Arena.Cli.Output;
using Arena.Cli.Systems;
using Arena.Contracts.V1;

namespace Arena.Cli.Ledger;

/// <summary><c>arena ledger prove LEAGUE/MATCH</c>: that a result is in the ledger, for somebody who has a checkpoint of it.</summary>
internal static class ProveCommand
{
    public static Command Create()
    {
        var match = new Argument<string>("LEAGUE/MATCH") { Description = "A league's id or name, and the match's number in it, from 0." };
        var checkpoint = LedgerOptions.Checkpoint("Prove it for this checkpoint. Default: for the newest of the ledger.");
        var command = new Command(
            "prove", "Prints a proof, as JSON, that a match's result is in the ledger: 'arena ledger check' looks at it anywhere.")
        {
            match, checkpoint,
        };
        var system = SystemOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (league, index) = Split(parsed.GetRequiredValue(match));
            var kept = parsed.GetValue(checkpoint) is { } file ? KeptCheckpoint.Read(file) : null;
            using var client = RunningSystem.Connect(system.Of(parsed));
            var found = await LeagueArgument.ResolveAsync(client, league, cancellationToken);
            var request = new ProveMatchRequest { LeagueId = found.Id, Index = index, Size = kept?.Checkpoint.Size ?? 0 };
            var proof = await client.Proofs.ProveMatchAsync(request, cancellationToken: cancellationToken);
            if (kept is not null)
                proof.Checkpoint = await WithKeysAsync(kept);

            // What does not hold is not handed out.
            var check = MatchProofCheck.Of("the proof", proof, kept, key: null);
            if (check.Faults.Count > 0)
                throw new CommandException(string.Join("; ", check.Faults), ExitCode.Failed);
            JsonOutput.Write(proof);
            return ExitCode.Done;

            async Task<SignedCheckpoint> WithKeysAsync(KeptCheckpoint own)
            {
                var listed = await client.Proofs.ListSigningKeysAsync(new ListSigningKeysRequest(), cancellationToken: cancellationToken);
                var keys = listed.Keys;
                return new SignedCheckpoint { Note = own.Note, Keys = { keys.Select(key => key.Public) } };
            }
        });
        return command;
    }

    private static (string League, int Index) Split(string match)
    {
        var slash = match.LastIndexOf('/');
        if (slash > 0 && int.TryParse(match[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            return (match[..slash], index);
        throw new CommandException($"'{match}' names no match; wanted LEAGUE/MATCH, for example 'tournament/12'", ExitCode.Usage);
    }
}
