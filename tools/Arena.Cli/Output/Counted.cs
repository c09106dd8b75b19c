using System.Globalization;

namespace Arena.Cli.Output;

/// <summary>Numbers with what they count.</summary>
internal static class Counted
{
    /// <summary>"1 game", "2 games"; "1 match", "0 matches".</summary>
    /// <param name="number">How many.</param>
    /// <param name="one">What one is called.</param>
    public static string Of(long number, string one) => string.Create(
        CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : Many(one))}");

    private static string Many(string one) => one switch
    {
        _ when one.EndsWith("ch", StringComparison.Ordinal) || one.EndsWith("ss", StringComparison.Ordinal) => one + "es",
        _ when one.EndsWith("ry", StringComparison.Ordinal) => one[..^1] + "ies",
        _ => one + "s",
    };
}
