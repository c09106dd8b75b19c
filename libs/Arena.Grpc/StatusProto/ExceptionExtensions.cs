using Google.Rpc;

namespace Grpc.Core;

/// <summary>Exceptions as details of a rich error.</summary>
public static class ExceptionExtensions
{
    /// <summary>The exception's type, text and stack, and those of as many inner exceptions as told. May hold secrets.</summary>
    public static DebugInfo ToRpcDebugInfo(this Exception exception, int innerDepth = 0)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var info = new DebugInfo { Detail = Describe(exception) };
        info.StackEntries.Add(Stack(exception));
        for (var inner = exception.InnerException; inner is not null && innerDepth > 0; inner = inner.InnerException, innerDepth--)
        {
            info.StackEntries.Add("InnerException: " + Describe(inner));
            info.StackEntries.Add(Stack(inner));
        }

        return info;
    }

    private static string Describe(Exception exception) => $"{exception.GetType().FullName}: {exception.Message}";

    private static string[] Stack(Exception exception) => exception.StackTrace?.ReplaceLineEndings("\n").Split('\n') ?? [];
}
