using System.Globalization;
using System.Net;
using System.Text;
using Arena.Core.SelfPlay;

namespace Arena.Cli.Learn;

/// <summary>The scores of a model's versions against each anchor as a picture, with their 95 % intervals.</summary>
internal static class LearnCurve
{
    private const int Width = 640;
    private const int Height = 360;
    private const int Left = 56;
    private const int Right = 120;
    private const int Top = 40;
    private const int Bottom = 48;

    // Told apart by those who do not see all colours (Okabe and Ito, 2008).
    private static readonly string[] _colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"];

    public static string Draw(LearnDocument document, IReadOnlyList<VersionMeasure> measured)
    {
        var most = Math.Max(1, measured[^1].Version);
        var svg = new StringBuilder();
        var recipe = document.Recipe;
        var title = $"{document.League.Name}: score by rounds, {document.Clients} clients, {recipe.Matches} matches each, seed {recipe.Seed}";
        svg.AppendLine(Text($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" role="img" aria-label="{Escape(title)}">"""));
        svg.AppendLine("<style>text{font:13px system-ui,sans-serif;fill:#444}.grid{stroke:#8883}</style>");
        svg.AppendLine(Text($"""<text x="{Left}" y="22">{Escape(title)}</text>"""));
        foreach (var percent in new[] { 0, 25, 50, 75, 100 })
        {
            svg.AppendLine(Text($"""<line class="grid" x1="{Left}" x2="{Width - Right}" y1="{Y(percent / 100.0)}" y2="{Y(percent / 100.0)}"/>"""));
            svg.AppendLine(Text($"""<text x="{Left - 8}" y="{Y(percent / 100.0) + 4}" text-anchor="end">{percent} %</text>"""));
        }

        foreach (var round in new[] { 0, most / 2, most }.Distinct())
            svg.AppendLine(Text($"""<text x="{X(round)}" y="{Height - Bottom + 20}" text-anchor="middle">{round}</text>"""));
        foreach (var (anchor, place) in document.Anchors.Select((anchor, place) => (anchor, place)))
            Line(svg, anchor, _colours[place % _colours.Length], place, measured);
        return svg.AppendLine("</svg>").ToString();

        double X(long round) => Left + (double)round / most * (Width - Left - Right);

        void Line(StringBuilder to, string anchor, string colour, int place, IReadOnlyList<VersionMeasure> versions)
        {
            var points = versions.Select(version => (X: X(version.Version), version.Anchors[place].Mean,
                Error: LearnReport.ErrorOf(version.Anchors[place]))).ToArray();
            var upper = points.Select(p => Text($"{p.X:0.#},{Y(p.Mean + p.Error):0.#}"));
            var lower = points.Reverse().Select(p => Text($"{p.X:0.#},{Y(p.Mean - p.Error):0.#}"));
            to.AppendLine($"""<polygon points="{string.Join(' ', upper.Concat(lower))}" fill="{colour}" opacity="0.15"/>""");
            var line = string.Join(' ', points.Select(p => Text($"{p.X:0.#},{Y(p.Mean):0.#}")));
            to.AppendLine($"""<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>""");
            to.AppendLine(Text($"""<text x="{Width - Right + 8}" y="{Y(points[^1].Mean) + 4 + 14 * place:0.#}" style="fill:{colour}">{Escape(anchor)}</text>"""));
        }
    }

    private static double Y(double score) => Top + (1 - Math.Clamp(score, 0, 1)) * (Height - Top - Bottom);

    private static string Escape(string text) => WebUtility.HtmlEncode(text);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
