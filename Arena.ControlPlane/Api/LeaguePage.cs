using Arena.ServiceDefaults.Access;
using System.Globalization;
using System.Net;
using System.Text;
using Arena.Backplane.Ledger;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Rechecks;
using Arena.Core.Leagues.Document;
using Arena.Core.Leagues.Standings;
using Arena.Core.Ratings.Fitting;

namespace Arena.ControlPlane.Api;

/// <summary>Plain pages without scripts; one that shows a running league asks again by itself every two seconds.</summary>
internal static class LeaguePage
{
    private const string Style = """
        :root{color-scheme:light dark;--fg:#1c2024;--dim:#646a73;--line:#d9dce1;--bg:#fff;--accent:#2563c9}
        @media(prefers-color-scheme:dark){:root{--fg:#e6e8eb;--dim:#9aa1ab;--line:#33383f;--bg:#15181c;--accent:#7fb0ff}}
        body{font:15px/1.5 system-ui,sans-serif;color:var(--fg);background:var(--bg);margin:2rem auto;padding:0 1rem;max-width:72rem}
        h1{font-size:1.4rem;margin:0 0 .25rem}h2{font-size:1.05rem;margin:2rem 0 .5rem}p{margin:.25rem 0 1rem;color:var(--dim)}
        a{color:var(--accent)}div.t{overflow-x:auto}table{border-collapse:collapse;width:100%}
        th,td{text-align:left;padding:.3rem .8rem .3rem 0;border-bottom:1px solid var(--line);white-space:nowrap}
        th{color:var(--dim);font-weight:500}.n{text-align:right;font-variant-numeric:tabular-nums}
        progress{width:100%;height:.5rem;accent-color:var(--accent)}
        """;

    private const string TableEnd = "</table></div>";

    public static string Index(IReadOnlyList<LeagueProgress> leagues, LedgerStore store)
    {
        var page = new StringBuilder();
        page.Append("<h1>Arena</h1><p>Ledger: ").Append(Encode(store.Description)).Append("</p>");
        if (leagues.Count == 0)
        {
            page.Append("<p>No leagues yet.</p>");
        }
        else
        {
            AppendHead(page, "League", "Game", "State", ">Played", ">Matches", "Started");
            foreach (var (entry, played, _) in leagues)
            {
                var id = Encode(TenantName.Plain(entry.Id));
                page.Append(Text($"<tr><td><a href=\"/leagues/{id}\">{id}</a><td>{Encode(entry.Game)}"));
                page.Append(Text($"<td>{PhaseWord.Of(entry.Phase)}"));
                AppendNumbers(page, played, entry.Matches);
                page.Append(Text($"<td>{entry.CreatedAt:u}</tr>"));
            }

            page.Append(TableEnd);
        }

        return Page("Arena", page, refresh: leagues.Any(l => !l.Entry.HasEnded));
    }

    public static string League(LeagueSnapshot snapshot, RecheckTally rechecks)
    {
        var (entry, played, forfeited) = snapshot.Progress;
        var id = Encode(TenantName.Plain(entry.Id));
        var page = new StringBuilder();
        page.Append(Text($"<p><a href=\"/\">Arena</a></p><h1>{Encode(entry.Name)}</h1>"));
        page.Append(Text($"<p>{id} · {Encode(entry.Game)} · seed {entry.Seed} · {PhaseWord.Of(entry.Phase)}"));
        page.Append(Text($" · {played} of {entry.Matches} matches, {forfeited} forfeited</p>"));
        page.Append(Text($"<progress max={entry.Matches} value={played}></progress>"));
        AppendStandings(page, snapshot.Rows);
        page.Append("<h2>Played on</h2>");
        AppendHead(page, "Node", ">Matches");
        foreach (var (node, matches) in snapshot.Nodes)
        {
            page.Append(Text($"<tr><td>{Encode(node)}"));
            AppendNumbers(page, matches);
            page.Append("</tr>");
        }

        page.Append(TableEnd);
        AppendRechecks(page, rechecks);
        page.Append(Text($"<p><a href=\"/v1/leagues/{id}/standings\">as JSON</a>"));
        page.Append(Text($" · <a href=\"/v1/leagues/{id}/ratings/history\">rating history</a></p>"));
        return Page(entry.Name, page, refresh: !entry.HasEnded);
    }

    private static void AppendStandings(StringBuilder page, IReadOnlyList<StandingRow> rows)
    {
        var groups = rows.Any(row => row.Rating.Group > 1);
        var tieBreaks = rows.Count == 0 ? [] : rows[0].TieBreaks.Select(tieBreak => $">{Encode(tieBreak.Name)}");
        page.Append("<h2>Standings</h2>");
        string[] group = groups ? [">Group"] : [];
        AppendHead(
            page,
            [
                ">#", "Agent", ">Points", ">Games", ">Wins", ">Draws", ">Losses", ">Score", ">Rating", ">LOS",
                .. tieBreaks, ">Elo", .. group, "",
            ]);
        foreach (var row in rows)
            AppendRow(page, row, groups);
        page.Append(TableEnd);
    }

    private static void AppendRow(StringBuilder page, StandingRow row, bool groups)
    {
        var error = row.Rating.Error is { } half ? Text($" ± {half:0}") : "";
        var superiority = row.Superiority is { } share ? Text($"{100 * share:0.0} %") : "";
        page.Append("<tr>");
        AppendNumbers(page, row.Rank);
        page.Append("<td>").Append(Encode(row.Agent));
        AppendNumbers(page, Text($"{row.Points:0.#}"), row.Rating.Games, row.Wins, row.Draws, row.Losses);
        AppendNumbers(page, Text($"{row.Score:0.000}"), Text($"{row.Rating.Joint:0}{error}"), superiority);
        foreach (var tieBreak in row.TieBreaks)
            AppendNumbers(page, Text($"{tieBreak.Value:0.##}"));
        AppendNumbers(page, Text($"{row.Rating.Elo:0}"));
        if (groups)
            AppendNumbers(page, row.Rating.Group);
        page.Append("<td>").Append(string.Join(", ", row.Rating.Flags.Names())).Append("</tr>");
    }

    private static void AppendRechecks(StringBuilder page, RecheckTally rechecks)
    {
        if (rechecks == RecheckTally.None)
            return;
        page.Append(Text($"<h2>Rechecks</h2><p>Other nodes have rechecked {rechecks.Done} results; {rechecks.Disagreed} differ.</p>"));
        foreach (var found in rechecks.Disagreements)
        {
            page.Append(Text($"<p>Match {found.Index}, played by {Encode(found.PlayedBy)}, went another way at {Encode(found.Node)}: "));
            page.Append(Encode(found.Reason ?? "")).Append("</p>");
        }

        if (rechecks.NotDrawn.Count > 0)
            page.Append(Text($"<p>Not rechecked: matches of {Encode(string.Join(", ", rechecks.NotDrawn))}</p>"));
    }

    // A title that begins with > is of a column of numbers.
    private static void AppendHead(StringBuilder page, params IEnumerable<string> columns)
    {
        page.Append("<div class=t><table><tr>");
        foreach (var column in columns)
            page.Append(column.StartsWith('>') ? "<th class=n>" : "<th>").Append(column.TrimStart('>'));
        page.Append("</tr>");
    }

    private static void AppendNumbers(StringBuilder page, params ReadOnlySpan<object> numbers)
    {
        foreach (var number in numbers)
            page.Append(Text($"<td class=n>{number}"));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    public static string NotFound(string id) =>
        Page(
            "Not found",
            new StringBuilder($"<h1>No such league</h1><p>No league has the id '{Encode(id)}'. <a href=\"/\">All leagues</a></p>"),
            refresh: false);

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static string Page(string title, StringBuilder body, bool refresh) => $"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
        {(refresh ? "<meta http-equiv=\"refresh\" content=\"2\">" : "")}
        <title>{Encode(title)}</title><style>{Style}</style></head>
        <body>{body}</body></html>
        """;
}
