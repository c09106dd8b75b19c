using System.CommandLine;
using Arena.Core.Proofs;

namespace Arena.Cli.Ledger;

/// <summary>Options that several of the ledger's commands take.</summary>
internal static class LedgerOptions
{
    public static Option<string?> Checkpoint(string description) => new("--checkpoint") { Description = description, HelpName = "FILE" };

    public static Option<NoteKey?> Key() => new("--verifier")
    {
        Description = "The public key that must have signed the checkpoint, as 'arena ledger keys' prints it.",
        HelpName = "KEY",
        CustomParser = given =>
        {
            if (!NoteKey.TryParse(given.Tokens[0].Value, out var key, out var fault))
                given.AddError($"--verifier is '{given.Tokens[0].Value}': {fault}");
            return key;
        },
    };
}
