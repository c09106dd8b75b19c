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
        var (recipe, svg) = (document.Recipe, new StringBuilder());
        var title = Escape(
            $"{document.League.Name}: score by rounds of {document.Clients} clients, {recipe.Matches} matches each, seed {recipe.Seed}");
        svg.Append($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" role="img" aria-label="{title}">""");
        svg.AppendLine("\n<style>text{font:13px system-ui,sans-serif;fill:#777}.grid{stroke:#8883}</style>");
        svg.AppendLine($"""<text x="{Left}" y="22">{title}</text>""");
        foreach (var percent in new[] { 0, 25, 50, 75, 100 })
        {
            var y = Y(percent / 100.0);
            svg.AppendLine(Text($"""<line class="grid" x1="{Left}" x2="{Width - Right}" y1="{y:0.#}" y2="{y:0.#}"/>"""));
            svg.AppendLine(Text($"""<text x="{Left - 8}" y="{y + 4:0.#}" text-anchor="end">{percent} %</text>"""));
        }

        foreach (var round in new[] { 0, most / 2, most }.Distinct())
            svg.AppendLine(Text($"""<text x="{X(round, most):0.#}" y="{Height - Bottom + 20}" text-anchor="middle">{round}</text>"""));
        foreach (var (anchor, place) in document.Anchors.Select((anchor, place) => (anchor, place)))
            AppendCourse(svg, anchor, place, measured, most);
        return svg.AppendLine("</svg>").ToString();
    }

    private static void AppendCourse(
        StringBuilder svg, string anchor, int place, IReadOnlyList<VersionMeasure> measured, long most)
    {
        var colour = _colours[place % _colours.Length];
        var points = measured.Select(version => (X: X(version.Version, most), version.Anchors[place].Mean,
            Error: LearnReport.ErrorOf(version.Anchors[place]))).ToArray();
        var upper = points.Select(point => Text($"{point.X:0.#},{Y(point.Mean + point.Error):0.#}"));
        var lower = points.Reverse().Select(point => Text($"{point.X:0.#},{Y(point.Mean - point.Error):0.#}"));
        svg.AppendLine($"""<polygon points="{string.Join(' ', upper.Concat(lower))}" fill="{colour}" opacity="0.15"/>""");
        var line = string.Join(' ', points.Select(point => Text($"{point.X:0.#},{Y(point.Mean):0.#}")));
        svg.AppendLine($"""<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>""");
        svg.Append(Text($"""<text x="{Width - Right + 8}" y="{Y(points[^1].Mean) + 4:0.#}" """));
        svg.AppendLine($"""style="fill:{colour}">{Escape(anchor)}</text>""");
    }

    private static double X(long round, long most) => Left + (double)round / most * (Width - Left - Right);

    private static double Y(double score) => Top + (1 - Math.Clamp(score, 0, 1)) * (Height - Top - Bottom);

    private static string Escape(string text) => WebUtility.HtmlEncode(text);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
