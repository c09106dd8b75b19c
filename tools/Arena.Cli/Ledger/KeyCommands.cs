using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Arena.Cli.Systems;
using Arena.Contracts.V1;
using Arena.Core.Proofs;

namespace Arena.Cli.Ledger;

/// <summary><c>arena ledger keys|rotate|key</c>: what signs checkpoints.</summary>
internal static class KeyCommands
{
    public static Command Keys()
    {
        var command = new Command("keys", "Lists the public keys that sign checkpoints, or did, the newest last.");
        var system = SystemOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = RunningSystem.Connect(system.Of(parsed));
            var listed = await client.Proofs.ListSigningKeysAsync(new ListSigningKeysRequest(), cancellationToken: cancellationToken);
            foreach (var key in listed.Keys)
            {
                var since = key.At.ToDateTimeOffset().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
                Console.WriteLine($"{key.Public}  since {since}");
            }

            return ExitCode.Done;
        });
        return command;
    }

    public static Command Rotate()
    {
        var why = CommonOptions.Why();
        var command = new Command(
            "rotate", "Makes a new key, and prints a checkpoint that is signed with it and with the one before.") { why };
        var system = SystemOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = RunningSystem.Connect(system.Of(parsed));
            var request = new RotateKeyRequest { Why = parsed.GetValue(why) ?? "" };
            Console.Write((await client.Proofs.RotateKeyAsync(request, cancellationToken: cancellationToken)).Note);
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>Without any system: where nobody who can write the database shall sign.</summary>
    public static Command Key()
    {
        var file = new Argument<string>("FILE")
        {
            Description = "Private keys, one a line, for Checkpoints:KeyFile. Made if it is not there.",
        };
        var name = new Option<string>("--name")
        {
            Description = "What the key is called below checkpoints, without spaces and plus signs. Default: arena.",
            DefaultValueFactory = _ => "arena",
        };
        var command = new Command("key", "Adds a new private key to a file that only you can read, and prints the public one.")
        {
            file, name,
        };
        command.SetAction(parsed =>
        {
            var signer = Make(parsed.GetRequiredValue(name));
            Append(parsed.GetRequiredValue(file), signer.Secret());
            Console.WriteLine(signer.Key);
            return ExitCode.Done;
        });
        return command;
    }

    private static NoteSigner Make(string name)
    {
        try
        {
            return new NoteSigner(name, RandomNumberGenerator.GetBytes(NoteSigner.SeedSize));
        }
        catch (ArgumentException wrong)
        {
            throw new CommandException($"--name: {wrong.Message.Split(" (Parameter")[0]}", ExitCode.Usage);
        }
    }

    private static void Append(string path, string line)
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var writer = new StreamWriter(path, options);
            writer.WriteLine(line);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(FileFault.Of(path, unwritable), ExitCode.Failed);
        }
    }
}
