using Arena.Cli;

namespace Arena.Tests.Cli;

/// <summary>The command line in this process: what it says and how it ends.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Errors)
{
    public static async Task<CommandRun> Of(params string[] args)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var code = await ArenaCommand.RunAsync(args, output, errors);
        return new(code, output.ToString(), errors.ToString());
    }

    /// <summary>Runs with a file of this content as the first argument behind the verb.</summary>
    public static async Task<CommandRun> WithFile(string verb, string extension, byte[] content, params string[] args)
    {
        var path = Path.Combine(Path.GetTempPath(), $"arena-{Guid.NewGuid():n}{extension}");
        await File.WriteAllBytesAsync(path, content);
        try
        {
            return await Of([verb, path, .. args]);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
