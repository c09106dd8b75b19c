using System.Text;

namespace Arena.Tests.Grpc.Interop;

/// <summary>Cases by pairs of client and server. Written out when the last pair is through.</summary>
public sealed class InteropTable : IDisposable
{
    private readonly SortedDictionary<string, IReadOnlyList<CaseResult>> _columns = new(StringComparer.Ordinal);

    public void Dispose()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (folder.Name == "artifacts")
                File.WriteAllText(Path.Combine(folder.FullName, "grpc-interop.txt"), ToString());
        Console.WriteLine(ToString());
    }

    internal void Add(string column, IReadOnlyList<CaseResult> results) => _columns[column] = results;

    public override string ToString()
    {
        var text = new StringBuilder();
        var number = 0;
        foreach (var column in _columns.Keys)
            text.AppendLine($"[{++number}] {column}");
        text.Append("case".PadRight(30));
        for (var i = 1; i <= number; i++)
            text.Append($"[{i}]".PadRight(6));
        text.AppendLine();
        foreach (var name in InteropCases.All.Keys)
        {
            text.Append(name.PadRight(30));
            foreach (var results in _columns.Values)
                text.Append((results.FirstOrDefault(r => r.Name == name)?.Outcome ?? "-").PadRight(6));
            text.AppendLine();
        }

        return text.ToString();
    }
}
