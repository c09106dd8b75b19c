using System.Text;
using Aspire.Hosting;

namespace Arena.Publishing;

/// <summary>Where published files go: all of them, or none when one cannot be written.</summary>
internal static class OutputFolder
{
    /// <summary>The first line of every file that is written anew each time.</summary>
    public const string Header = "# Written from the app host, as it will be again: changes made here are lost.\n";

    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <exception cref="DistributedApplicationException">A folder or file cannot be written; nothing has changed.</exception>
    public static async Task WriteAsync(string folder, IReadOnlyList<PublishedFile> files, CancellationToken cancellationToken)
    {
        var written = new List<(string Temporary, string Path)>();
        try
        {
            if (File.Exists(folder))
                throw new IOException("it is a file; wanted a folder.");
            foreach (var file in files)
            {
                var path = Path.Combine(folder, file.Path);
                if (Directory.Exists(path))
                    throw new IOException($"{path} is a folder.");
                var directory = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                written.Add((Path.Combine(directory.FullName, $".{directory.Name}.{written.Count}.{Environment.ProcessId}"), path));
                await File.WriteAllTextAsync(written[^1].Temporary, file.Text, _utf8, cancellationToken).ConfigureAwait(false);
            }

            foreach (var (temporary, path) in written)
                File.Move(temporary, path, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new DistributedApplicationException($"Nothing was published to {folder}: {fault.Message}");
        }
        finally
        {
            // Those that were moved are not there any more.
            foreach (var (temporary, _) in written)
                File.Delete(temporary);
        }
    }
}
