namespace Arena.Core.Primitives;

/// <summary>Finds what a mistyped name was probably meant to be, for error messages.</summary>
public static class NearMiss
{
    /// <summary>"; did you mean 'x'? Known: x, y, z" for the end of an error message.</summary>
    public static string Hint(string found, IEnumerable<string> known)
    {
        var names = known.ToList();
        var guess = Closest(found, names);
        var list = string.Join(", ", names);
        return guess is null ? $"; known: {list}" : $"; did you mean '{guess}'? Known: {list}";
    }

    /// <summary>The nearest known name, if it is near enough to be a slip of the fingers.</summary>
    public static string? Closest(string found, IReadOnlyCollection<string> known)
    {
        if (found.Length is 0 or > 64) return null;
        var wanted = Normalize(found);
        return known
            .Select(name => (name, distance: Distance(wanted, Normalize(name))))
            .Where(c => c.distance <= Math.Max(1, Math.Min(found.Length, c.name.Length) / 3))
            .OrderBy(c => c.distance).ThenBy(c => c.name, StringComparer.Ordinal)
            .Select(c => c.name)
            .FirstOrDefault();
    }

    // "Tit For Tat", "tit_for_tat" and "TitForTat" all mean tit-for-tat.
    private static string Normalize(string name) =>
        string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    // Damerau-Levenshtein with adjacent swaps (optimal string alignment), three rows.
    private static int Distance(string a, string b)
    {
        var (before, last) = (new int[b.Length + 1], Enumerable.Range(0, b.Length + 1).ToArray());
        for (var i = 1; i <= a.Length; i++)
        {
            var row = new int[b.Length + 1];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1), Math.Min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            (before, last) = (last, row);
        }

        return last[b.Length];
    }
}
