using System.Globalization;
using Arena.Cli.Output;
using Arena.Cli.Rate;
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
        TextWriter output, League league, GetRatingHistoryRequest request, ArenaClient client, OutputFormat format, CancellationToken cancellationToken)
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
            var (round, group) = (p.Round > 0 ? (int?)p.Round : null, p.Round > 0 ? (int?)p.Group : null);
            output.WriteLine(Text($"{CsvText.Quoted(p.Agent)},{round},{p.Matches},{p.Games},{Rating(p):0.####},{Error(p):0.####},{p.Elo:0.####},{group},{CsvText.Words(p.Flags)}"));
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
                p.Agent, round = p.Round > 0 ? p.Round : (int?)null, p.Matches, p.Games, rating = Rating(p), error = Error(p), p.Elo,
                group = p.Round > 0 ? p.Group : (int?)null, flags = p.Flags.ToArray(),
            }));
            before = ",";
        }

        output.WriteLine(before == "[" ? "[]" : "\n]");
    }

    private static async Task WriteTextAsync(TextWriter output, League league, GetRatingHistoryRequest request, IAsyncEnumerable<RatingPoint> points)
    {
        var courses = new Dictionary<string, List<RatingPoint>>(StringComparer.Ordinal);
        await foreach (var point in points)
        {
            if (!courses.TryGetValue(point.Agent, out var course))
                courses.Add(point.Agent, course = []);
            course.Add(point);
        }

        var step = request.By == RatingStep.Match ? "match" : "round";
        output.WriteLine($"{league.Id}: ratings after each {step}, {league.Played} of {league.Matches} matches played");
        if (courses.Count == 0)
        {
            output.WriteLine($"No {step} is complete yet.");
            return;
        }

        var (low, high) = (courses.Values.SelectMany(c => c).Min(Shown), courses.Values.SelectMany(c => c).Max(Shown));
        TextTable.Write(output, ["Agent", "Course", ">First", ">Lowest", ">Highest", ">Last", ">Error"], courses
            .OrderByDescending(c => Shown(c.Value[^1])).ThenBy(c => c.Key, StringComparer.Ordinal)
            .Select(c => new object[]
            {
                c.Key, Sparkline.Of([.. c.Value.Select(Shown)], low, high, CourseWidth), Whole(Shown(c.Value[0])), Whole(c.Value.Min(Shown)), Whole(c.Value.Max(Shown)),
                Whole(Shown(c.Value[^1])), Error(c.Value[^1]) is { } error ? Whole(error) : "",
            }));
        if (request.Agent.Length > 0)
            WriteSteps(output, courses.Single().Value);
    }

    private static void WriteSteps(TextWriter output, List<RatingPoint> points)
    {
        output.WriteLine();
        var shown = points.TakeLast(MostRows).ToArray();
        var rounds = shown[^1].Round > 0;
        string[] columns = rounds ? [">Round", ">Matches", ">Games", ">Rating", ">Error", ">Elo", "Flags"] : [">Matches", ">Games", ">Elo"];
        TextTable.Write(output, columns, shown.Select(p => rounds
            ? new object[] { p.Round, p.Matches, p.Games, p.HasRating ? Tenth(p.Rating) : "-", p.HasError ? Tenth(p.Error) : "-", Tenth(p.Elo), string.Join(", ", p.Flags) }
            : [p.Matches, p.Games, Tenth(p.Elo)]));
        if (shown.Length < points.Count)
            output.WriteLine($"The last {shown.Length} of {points.Count}; --csv and --json have all.");
    }

    // The joint rating where there is one.
    private static double Shown(RatingPoint point) => point.HasRating ? point.Rating : point.Elo;

    private static double? Rating(RatingPoint point) => point.HasRating ? point.Rating : null;

    private static double? Error(RatingPoint point) => point.HasError ? point.Error : null;

    private static string Whole(double value) => Text($"{value:0}");

    private static string Tenth(double value) => Text($"{value:0.0}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
