using System.Globalization;
using System.Net;
using System.Text;
using Arena.Backplane.Ledger;
using Arena.Core.Leagues.Document;
using Arena.Core.Leagues.Standings;
using Arena.Core.Ratings.Fitting;

namespace Arena.ControlPlane.Leagues;

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

    public static string Index(IReadOnlyList<(LeagueEntry Entry, int Played, int Forfeited)> leagues, LedgerStore store)
    {
        var page = new StringBuilder();
        page.Append("<h1>Arena</h1><p>Ledger: ").Append(Encode(store.Description)).Append("</p>");
        if (leagues.Count == 0)
            page.Append("<p>No leagues yet.</p>");
        else
        {
            page.Append("<div class=t><table><tr><th>League<th>Game<th>State<th class=n>Played<th class=n>Matches<th>Started</tr>");
            foreach (var (entry, played, _) in leagues)
            {
                page.Append(CultureInfo.InvariantCulture, $"<tr><td><a href=\"/leagues/{Encode(entry.Id)}\">{Encode(entry.Id)}</a><td>{Encode(entry.Game)}");
                page.Append(CultureInfo.InvariantCulture, $"<td>{LeagueJson.Word(entry.Phase)}<td class=n>{played}<td class=n>{entry.Matches}<td>{entry.CreatedAt:u}</tr>");
            }

            page.Append("</table></div>");
        }

        return Page("Arena", page, refresh: leagues.Any(l => !l.Entry.HasEnded));
    }

    public static string League(LeagueSnapshot snapshot)
    {
        var entry = snapshot.Entry;
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"<p><a href=\"/\">Arena</a></p><h1>{Encode(entry.Name)}</h1>");
        page.Append(CultureInfo.InvariantCulture, $"<p>{Encode(entry.Id)} · {Encode(entry.Game)} · seed {entry.Seed} · {LeagueJson.Word(entry.Phase)} · {snapshot.Played} of {entry.Matches} matches, {snapshot.Forfeited} forfeited</p>");
        page.Append(CultureInfo.InvariantCulture, $"<progress max={entry.Matches} value={snapshot.Played}></progress>");
        AppendStandings(page, snapshot.Rows);
        page.Append("<h2>Played on</h2><div class=t><table><tr><th>Node<th class=n>Matches</tr>");
        foreach (var (node, matches) in snapshot.Nodes)
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{Encode(node)}<td class=n>{matches}</tr>");
        page.Append(CultureInfo.InvariantCulture, $"</table></div><p><a href=\"/api/leagues/{Encode(entry.Id)}/standings\">as JSON</a> · <a href=\"/api/leagues/{Encode(entry.Id)}/ratings\">rating history</a></p>");
        return Page(entry.Name, page, refresh: !entry.HasEnded);
    }

    private static void AppendStandings(StringBuilder page, IReadOnlyList<StandingRow> rows)
    {
        var groups = rows.Any(row => row.Rating.Group > 1);
        page.Append("<h2>Standings</h2><div class=t><table><tr><th class=n>#<th>Agent<th class=n>Points<th class=n>Games<th class=n>Wins<th class=n>Draws<th class=n>Losses<th class=n>Score<th class=n>Rating<th class=n>LOS");
        foreach (var tieBreak in rows.Select(row => row.TieBreaks).FirstOrDefault() ?? TieBreakList.Empty)
            page.Append("<th class=n>").Append(Encode(tieBreak.Name));
        page.Append(groups ? "<th class=n>Elo<th class=n>Group<th></tr>" : "<th class=n>Elo<th></tr>");
        foreach (var row in rows)
        {
            var (rating, error) = (row.Rating.Joint, row.Rating.Error);
            page.Append(CultureInfo.InvariantCulture, $"<tr><td class=n>{row.Rank}<td>{Encode(row.Agent)}<td class=n>{row.Points:0.#}<td class=n>{row.Rating.Games}<td class=n>{row.Wins}<td class=n>{row.Draws}<td class=n>{row.Losses}<td class=n>{row.Score:0.000}");
            page.Append(CultureInfo.InvariantCulture, $"<td class=n>{rating:0}{(error is null ? "" : " ± ")}{error:0}<td class=n>{100 * row.Superiority:0.0}{(row.Superiority is null ? "" : " %")}");
            foreach (var tieBreak in row.TieBreaks)
                page.Append(CultureInfo.InvariantCulture, $"<td class=n>{tieBreak.Value:0.##}");
            page.Append(CultureInfo.InvariantCulture, $"<td class=n>{row.Rating.Elo:0}");
            if (groups)
                page.Append(CultureInfo.InvariantCulture, $"<td class=n>{row.Rating.Group}");
            page.Append("<td>").Append(string.Join(", ", row.Rating.Flags.Names())).Append("</tr>");
        }

        page.Append("</table></div>");
    }

    public static string NotFound(string id) =>
        Page("Not found", new StringBuilder($"<h1>No such league</h1><p>No league has the id '{Encode(id)}'. <a href=\"/\">All leagues</a></p>"), refresh: false);

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static string Page(string title, StringBuilder body, bool refresh) => $"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
        {(refresh ? "<meta http-equiv=\"refresh\" content=\"2\">" : "")}
        <title>{Encode(title)}</title><style>{Style}</style></head>
        <body>{body}</body></html>
        """;
}
