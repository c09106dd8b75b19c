using System.Globalization;
using System.Text;
using Arena.Simulation.Ladder;

namespace Arena.Benchmarks.Pairing;

/// <summary>Draws courses as an SVG: error over games.</summary>
internal static class CourseChart
{
    private const int Width = 760, Height = 440, Left = 60, Right = 190, Top = 40, Bottom = 50;

    private static readonly string[] _colours = ["#1668c7", "#8a8f98", "#d9822b", "#2e8b57"];

    public static string Draw(string title, IReadOnlyList<(string Name, Course Course)> courses)
    {
        var most = courses.Max(c => c.Course.Points[^1].Games);
        var top = Math.Ceiling(courses.Max(c => c.Course.Points.Max(p => p.Error)) / 20) * 20;
        double X(double games) => Left + games / most * (Width - Left - Right);
        double Y(double error) => Height - Bottom - error / top * (Height - Top - Bottom);
        var svg = new StringBuilder();
        Line($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"12\">");
        Line($"<rect width=\"{Width}\" height=\"{Height}\" fill=\"white\"/><text x=\"{Left}\" y=\"22\" font-size=\"15\">{title}</text>");
        for (var error = 0.0; error <= top; error += 20)
        {
            Line($"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(error):0.0}\" y2=\"{Y(error):0.0}\" stroke=\"#e4e6ea\"/>");
            Line($"<text x=\"{Left - 8}\" y=\"{Y(error) + 4:0.0}\" text-anchor=\"end\">{error:0}</text>");
        }

        for (var i = 0; i <= 5; i++)
            Line($"<text x=\"{X(most * i / 5.0):0.0}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\">{most * i / 5:#,0}</text>");
        Line($"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 10}\" text-anchor=\"middle\">games played</text>");
        var turned = $"rotate(-90 16 {Height / 2})";
        Line($"<text x=\"16\" y=\"{Height / 2}\" transform=\"{turned}\" text-anchor=\"middle\">error of the ratings, Elo</text>");
        for (var i = 0; i < courses.Count; i++)
        {
            var (name, course) = courses[i];
            var colour = _colours[i % _colours.Length];
            var path = string.Join(' ', course.Points.Select(p => FormattableString.Invariant($"{X(p.Games):0.0},{Y(p.Error):0.0}")));
            Line($"<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\" points=\"{path}\"/>");
            Line($"<text x=\"{Width - Right + 12}\" y=\"{Top + 16 + i * 20}\" fill=\"{colour}\">{name}: {course.LastError:0.0}</text>");
        }

        Line($"</svg>");
        return svg.ToString();

        void Line(FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }
}
