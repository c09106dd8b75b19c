using System.Text.RegularExpressions;

namespace Arena.Tests.Shared;

/// <summary>
/// Commands that a page shows: a fenced block of the language <c>sh</c>, or the lines after <c>$ </c> of one of the language
/// <c>console</c>. Behind the language may stand <c>terminal</c>, for what runs beside the commands after it, <c>needs=a,b</c>, for
/// programs that not every machine has, and <c>elsewhere</c>, for what wants a registry of images, a cluster or a cloud.
/// </summary>
internal sealed partial record DocExample(
    string Page, int Line, string Script, bool IsTerminal, bool IsElsewhere, IReadOnlyList<string> Needs)
{
    public static IEnumerable<string> Pages =>
        Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Select(path => $"docs/{Path.GetFileName(path)}")
            .Order(StringComparer.Ordinal).Prepend("README.md");

    public static IReadOnlyList<DocExample> Of(string page)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, page));
        var examples = new List<DocExample>();
        foreach (Match block in Block().Matches(text))
        {
            string[] words = block.Groups["info"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words is not ["sh" or "console", ..])
                continue;
            var script = words[0] == "sh" ? block.Groups["body"].Value : Typed(block.Groups["body"].Value);
            var needs = words.FirstOrDefault(word => word.StartsWith("needs=", StringComparison.Ordinal))?["needs=".Length..];
            examples.Add(new DocExample(
                page, text.AsSpan(0, block.Index).Count('\n') + 2, script, words.Contains("terminal"), words.Contains("elsewhere"),
                needs?.Split(',') ?? []));
        }

        return examples;
    }

    /// <summary>Blocks in which somebody would look for commands, though no test finds them.</summary>
    public static IEnumerable<string> Unmarked(string page) =>
        from Match block in Block().Matches(File.ReadAllText(Path.Combine(Repository.Root, page)))
        where block.Groups["info"].Value.Length == 0
        from line in block.Groups["body"].Value.Split('\n')
        where Command().IsMatch(line)
        select $"{page}: {line}";

    private static string Typed(string body)
    {
        var typed = new List<string>();
        var goesOn = false;
        foreach (var line in body.Split('\n'))
        {
            if (!goesOn && !line.StartsWith("$ ", StringComparison.Ordinal))
                continue;
            typed.Add(goesOn ? line : line[2..]);
            goesOn = line.EndsWith('\\');
        }

        return string.Join('\n', typed);
    }

    [GeneratedRegex("^```(?<info>[^\n`]*)\n(?<body>.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^(\$ |\./arena |arena |curl |docker |dotnet |python3 |node |npm |apt-get )")]
    private static partial Regex Command();
}
