using System.Globalization;

namespace Arena.Tests.EndToEnd;

/// <summary>Processes by parentage, from <c>/proc</c>.</summary>
internal static class Descendants
{
    /// <summary>The process and everything below it, as it is now.</summary>
    public static IReadOnlyList<int> Of(int process)
    {
        var children = Directory.EnumerateDirectories("/proc")
            .Select(entry => int.TryParse(Path.GetFileName(entry), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0)
            .Select(id => (Id: id, Parent: ParentOf(id)))
            .ToLookup(p => p.Parent, p => p.Id);
        var found = new List<int> { process };
        for (var i = 0; i < found.Count; i++)
            found.AddRange(children[found[i]]);
        return found;
    }

    // The name in parentheses may hold anything; the parent's id is the second field after it.
    private static int ParentOf(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
