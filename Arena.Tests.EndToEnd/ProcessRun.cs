using System.Diagnostics;

namespace Arena.Tests.EndToEnd;

/// <summary>A program that runs to its end and says something.</summary>
internal static class ProcessRun
{
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(3);

    /// <summary>
    /// Starts it with its output redirected and waits for its end. One that does not end is killed with all that it started, and what it
    /// had said until then is in the exception: a test that hangs keeps everybody from hearing of the others.
    /// </summary>
    public static Task<(int ExitCode, string Output, string Errors)> ToEndAsync(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        return ToEndAsync(Process.Start(start)!);
    }

    /// <summary>The same of one that was started with its output redirected; disposes of it.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> ToEndAsync(Process process)
    {
        using var disposed = process;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            // The output ends when everybody who has inherited it has ended.
            await Task.WhenAll(process.WaitForExitAsync(), output, errors).WaitAsync(_limit);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            var said = await Task.WhenAll(Said(output), Said(errors));
            throw new TimeoutException($"{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)} did not end "
                + $"within {_limit}. It said: {string.Join('\n', said)}");
        }

        return (process.ExitCode, await output, await errors);
    }

    // A grandchild that nobody knows may still hold the pipe.
    private static async Task<string> Said(Task<string> reading)
    {
        await Task.WhenAny(reading, Task.Delay(TimeSpan.FromSeconds(5)));
        return reading.IsCompletedSuccessfully ? reading.Result : "(its output has not ended)";
    }
}
