using System.Globalization;

namespace Arena.Core.Learning;

/// <summary>The rules that every update has to keep.</summary>
internal static class UpdateCheck
{
    public static UpdateFault? Check(ClientUpdate update, int dimension, bool wantsSteps)
    {
        ArgumentNullException.ThrowIfNull(update);
        return Problem(update, dimension, wantsSteps) is { } message ? new(update.ClientId, message) : null;
    }

    private static string? Problem(ClientUpdate update, int dimension, bool wantsSteps)
    {
        if (string.IsNullOrWhiteSpace(update.ClientId)) return "found no client id; wanted one";
        if (update.Delta.Length != dimension) return Say($"found {update.Delta.Length} dimensions; wanted {dimension}");
        if (update.Samples <= 0) return Say($"found {update.Samples} samples; wanted at least 1");
        if (wantsSteps && update.LocalSteps <= 0) return Say($"found {update.LocalSteps} local steps; wanted at least 1");
        if (update.LocalSteps < 0) return Say($"found {update.LocalSteps} local steps; wanted 0 or more");
        var values = update.Delta.Span;
        for (var i = 0; i < values.Length; i++)
            if (!float.IsFinite(values[i])) return Say($"found {values[i]} at dimension {i}; wanted finite numbers");
        return null;
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
