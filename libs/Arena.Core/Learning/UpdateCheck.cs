using System.Globalization;

namespace Arena.Core.Learning;

/// <summary>The rules that every update has to keep.</summary>
internal static class UpdateCheck
{
    public static UpdateFault? Check(ClientUpdate update, int dimension)
    {
        ArgumentNullException.ThrowIfNull(update);
        return Problem(update, dimension) is { } message ? new(update.ClientId, message) : null;
    }

    /// <summary>A fault of a rule of one aggregator alone.</summary>
    public static UpdateFault? Fault(ClientUpdate update, bool holds, FormattableString message) =>
        holds ? null : new(update.ClientId, Say(message));

    private static string? Problem(ClientUpdate update, int dimension)
    {
        if (string.IsNullOrWhiteSpace(update.ClientId))
            return "found no client id; wanted one";
        if (update.Delta.Length != dimension)
            return Say($"found {update.Delta.Length} dimensions; wanted {dimension}");
        if (update.Samples <= 0)
            return Say($"found {update.Samples} samples; wanted at least 1");
        if (update.LocalSteps < 0)
            return Say($"found {update.LocalSteps} local steps; wanted 0 or more");
        if (update.Staleness < 0)
            return Say($"found a staleness of {update.Staleness}; wanted 0 or more");
        var values = update.Delta.Span;
        for (var i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
                return Say($"found {values[i]} at dimension {i}; wanted finite numbers");
        }

        return null;
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
