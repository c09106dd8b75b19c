using System.Globalization;
using Arena.Cli.Output;
using Arena.Client;
using Arena.Contracts.V1;
using Grpc.Core;

namespace Arena.Cli.Leagues;

/// <summary>How ratings came about: every point for programs, courses and a table for people.</summary>
internal static class RatingHistoryReport
{
    private const int CourseWidth = 40;
    private const int MostRows = 100;

    public static async Task WriteAsync(
        TextWriter output,
        League league,
        GetRatingHistoryRequest request,
        ArenaClient client,
        OutputFormat format,
        CancellationToken cancellationToken)
    {
        using var call = client.Ratings.GetRatingHistory(request, cancellationToken: cancellationToken);
        var points = call.ResponseStream.ReadAllAsync(cancellationToken);
        if (format == OutputFormat.Csv)
            await WriteCsvAsync(output, points);
        else if (format == OutputFormat.Json)
            await WriteJsonAsync(output, points);
        else
            await WriteTextAsync(output, league, request, points);
    }

    private static async Task WriteCsvAsync(TextWriter output, IAsyncEnumerable<RatingPoint> points)
    {
        output.WriteLine("agent,round,matches,games,rating,error,elo,group,flags");
        await foreach (var p in points)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{CsvText.Quoted(p.Agent)},{Round(p)},{p.Matches},{p.Games},{Rating(p):0.####},{Error(p):0.####},"
                + $"{p.Elo:0.####},{Group(p)},{CsvText.Words(p.Flags)}"));
        }
    }

    private static async Task WriteJsonAsync(TextWriter output, IAsyncEnumerable<RatingPoint> points)
    {
        var before = "[";
        await foreach (var p in points)
        {
            output.WriteLine(before);
            output.Write(ReportJson.LineOf(new
            {
                p.Agent,
                round = Round(p),
                p.Matches,
                p.Games,
                rating = Rating(p),
                error = Error(p),
                p.Elo,
                group = Group(p),
                flags = p.Flags.ToArray(),
            }));
            before = ",";
        }

        output.WriteLine(before == "[" ? "[]" : "\n]");
    }

    private static async Task WriteTextAsync(
        TextWriter output, League league, GetRatingHistoryRequest request, IAsyncEnumerable<RatingPoint> points)
    {
        var courses = await CoursesAsync(points);
        var step = request.By == RatingStep.Match ? "match" : "round";
        output.WriteLine($"{league.Id}: ratings after each {step}, {league.Played} of {Counted.Of(league.Matches, "match")} played");
        if (courses.Count == 0)
        {
            output.WriteLine($"No {step} is complete yet.");
            return;
        }

        WriteCourses(output, courses);
        if (request.Agent.Length > 0)
            WriteSteps(output, courses.Single().Value);
    }

    private static async Task<Dictionary<string, List<RatingPoint>>> CoursesAsync(IAsyncEnumerable<RatingPoint> points)
    {
        var courses = new Dictionary<string, List<RatingPoint>>(StringComparer.Ordinal);
        await foreach (var point in points)
        {
            if (!courses.TryGetValue(point.Agent, out var course))
                courses.Add(point.Agent, course = []);
            course.Add(point);
        }

        return courses;
    }

    private static void WriteCourses(TextWriter output, Dictionary<string, List<RatingPoint>> courses)
    {
        var all = courses.Values.SelectMany(course => course).Select(Shown).ToArray();
        var (low, high) = (all.Min(), all.Max());
        TextTable.Write(
            output,
            ["Agent", "Course", ">First", ">Lowest", ">Highest", ">Last", ">Error"],
            courses
                .OrderByDescending(course => Shown(course.Value[^1]))
                .ThenBy(course => course.Key, StringComparer.Ordinal)
                .Select(course => Row(course.Key, course.Value)));

        object[] Row(string agent, List<RatingPoint> course) =>
        [
            agent,
            Sparkline.Of([.. course.Select(Shown)], low, high, CourseWidth),
            Whole(Shown(course[0])),
            Whole(course.Min(Shown)),
            Whole(course.Max(Shown)),
            Whole(Shown(course[^1])),
            Error(course[^1]) is { } error ? Whole(error) : "",
        ];
    }

    private static void WriteSteps(TextWriter output, List<RatingPoint> points)
    {
        output.WriteLine();
        var shown = points.TakeLast(MostRows).ToArray();
        if (shown[^1].Round > 0)
        {
            TextTable.Write(
                output,
                [">Round", ">Matches", ">Games", ">Rating", ">Error", ">Elo", "Flags"],
                shown.Select(p => new object[]
                {
                    p.Round, p.Matches, p.Games, Tenth(Rating(p)), Tenth(Error(p)), Tenth(p.Elo), string.Join(", ", p.Flags),
                }));
        }
        else
        {
            TextTable.Write(
                output,
                [">Matches", ">Games", ">Elo"],
                shown.Select(p => new object[] { p.Matches, p.Games, Tenth(p.Elo) }));
        }

        if (shown.Length < points.Count)
            output.WriteLine($"The last {shown.Length} of {points.Count}; --csv and --json have all.");
    }

    // The joint rating where there is one.
    private static double Shown(RatingPoint point) => point.HasRating ? point.Rating : point.Elo;

    private static int? Round(RatingPoint point) => point.Round > 0 ? point.Round : null;

    private static int? Group(RatingPoint point) => point.Round > 0 ? point.Group : null;

    private static double? Rating(RatingPoint point) => point.HasRating ? point.Rating : null;

    private static double? Error(RatingPoint point) => point.HasError ? point.Error : null;

    private static string Whole(double value) => Text($"{value:0}");

    private static string Tenth(double? value) => value is { } known ? Text($"{known:0.0}") : "-";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
