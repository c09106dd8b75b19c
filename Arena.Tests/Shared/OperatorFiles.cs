using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Arena.Tests.Shared;

/// <summary>What operators load into Prometheus and Grafana, from <c>deploy/</c>.</summary>
internal static partial class OperatorFiles
{
    public static string Rules { get; } = Path.Combine(Repository.Root, "deploy", "prometheus", "rules.yml");

    public static string Dashboards { get; } = Path.Combine(Repository.Root, "deploy", "grafana", "dashboards");

    /// <summary>The alerts, each with the page and section that says what to do.</summary>
    public static IReadOnlyList<(string Name, string Runbook)> Alerts { get; } =
    [
        .. RulesOf().Where(rule => rule.Children.ContainsKey("alert"))
            .Select(rule => ((string)rule["alert"]!, (string)rule["annotations"]["runbook_url"]!)),
    ];

    /// <summary>Names of series that the rules record.</summary>
    public static IReadOnlySet<string> Recorded { get; } =
        RulesOf().Where(rule => rule.Children.ContainsKey("record")).Select(rule => (string)rule["record"]!).ToHashSet();

    /// <summary>Every expression of PromQL, with the file that it is in.</summary>
    public static IEnumerable<(string File, string Expression)> Expressions() =>
        RulesOf().Select(rule => ("rules.yml", (string)rule["expr"]!)).Concat(Directory.GetFiles(Dashboards).SelectMany(ExpressionsOf));

    /// <summary>The series that an expression names: words that are no function, no label and no keyword.</summary>
    public static IEnumerable<string> SeriesOf(string expression) =>
        Series().Matches(Grouping().Replace(Selector().Replace(expression, ""), "")).Select(m => m.Value).Distinct();

    private static IEnumerable<YamlMappingNode> RulesOf()
    {
        var yaml = new YamlStream();
        using var reader = File.OpenText(Rules);
        yaml.Load(reader);
        return ((YamlSequenceNode)yaml.Documents[0].RootNode["groups"]).SelectMany(group => (YamlSequenceNode)group["rules"])
            .Cast<YamlMappingNode>();
    }

    private static IEnumerable<(string, string)> ExpressionsOf(string file)
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(file));
        return
        [
            .. dashboard.RootElement.GetProperty("panels").EnumerateArray()
                .Where(panel => panel.TryGetProperty("targets", out _))
                .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
                .Select(target => (Path.GetFileName(file), target.GetProperty("expr").GetString()!)),
        ];
    }

    [GeneratedRegex(@"\{[^}]*\}|\[[^\]]*\]")]
    private static partial Regex Selector();

    [GeneratedRegex(@"\b(by|without|on|ignoring) *\([^)]*\)")]
    private static partial Regex Grouping();

    [GeneratedRegex(@"\b[a-z][a-z0-9]*(?:[_:][a-z0-9_:]+)+\b(?! *\()|\bup\b")]
    private static partial Regex Series();
}
