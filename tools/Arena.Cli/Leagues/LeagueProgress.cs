using System.Globalization;
using Arena.Cli.Output;
using Arena.Contracts.V1;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Arena.Cli.Leagues;

/// <summary>A league under way: a live bar and standings on a terminal, a line now and then in a pipe.</summary>
internal abstract class LeagueProgress : IDisposable
{
    /// <summary>With JSON on standard output, progress goes to standard error.</summary>
    public static LeagueProgress For(League league, bool json)
    {
        if (json)
            return new Lines(Console.Error);
        return Console.IsOutputRedirected ? new Lines(Console.Out) : new Live(league);
    }

    public abstract void Show(Standings standings);

    public virtual void Dispose()
    {
    }

    private static string Waiting(League league) => league.State == LeagueState.Paused ? ", paused" : "";

    private sealed class Lines(TextWriter output) : LeagueProgress
    {
        private (int Tenth, bool IsPaused)? _shown;

        // One line for each tenth of the way, however long that takes, and when it waits or goes on.
        public override void Show(Standings standings)
        {
            var league = standings.League;
            var tenth = league.Matches == 0 ? 10 : (int)(10 * (long)league.Played / league.Matches);
            var now = (tenth, league.State == LeagueState.Paused);
            if (now == _shown)
                return;
            _shown = now;
            var percent = 100L * league.Played / Math.Max(1, league.Matches);
            var leader = standings.Rows.Count > 0 ? $", leading: {standings.Rows[0].Agent}" : "";
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{league.Name}: {league.Played}/{Counted.Of(league.Matches, "match")} ({percent} %){leader}{Waiting(league)}"));
        }
    }

    private sealed class Live : LeagueProgress
    {
        private const int MostRows = 20;
        private const int Width = 40;

        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Task _display;
        private LiveDisplayContext? _context;

        public Live(League league) => _display = AnsiConsole.Live(new Text($"{league.Name}: {Counted.Of(league.Matches, "match")}"))
            .AutoClear(true)
            .StartAsync(context =>
            {
                _context = context;
                return _done.Task;
            });

        public override void Show(Standings standings) => _context?.UpdateTarget(Draw(standings));

        public override void Dispose()
        {
            _done.TrySetResult();
            _display.GetAwaiter().GetResult();
        }

        private static Rows Draw(Standings standings)
        {
            var (columns, rows) = StandingsTable.Of(standings);
            return new Rows(Bar(standings.League), TextTable.Build(columns, rows.Take(MostRows), AnsiConsole.Profile.Width));
        }

        private static IRenderable Bar(League league)
        {
            var done = league.Matches == 0 ? Width : (int)(Width * (long)league.Played / league.Matches);
            var (full, empty) = (new string('━', done), new string('━', Width - done));
            return new Markup(
                $"[green]{full}[/][grey]{empty}[/] {league.Played}/{Counted.Of(league.Matches, "match")}{Waiting(league)}");
        }
    }
}
