using System.Net;
using Arena.Backplane.Ledger;
using Arena.Core.Leagues.Document;
using Arena.ControlPlane.Web.NewLeague;
using Arena.ServiceDefaults.Access;
using Arena.Tests.Backplane.Ledger;
using Arena.Tests.ControlPlane.Api;
using Arena.Tests.Shared;

namespace Arena.Tests.ControlPlane.Web.NewLeague;

/// <summary>The editor without script, and what its script asks for.</summary>
public sealed class NewLeaguePageTests
{
    private const string Page = "/leagues/new";

    [Fact]
    public async Task All_samples_are_there_to_begin_with_and_good()
    {
        Assert.Equal(
            Repository.SampleLeagues.Select(file => Path.GetFileNameWithoutExtension(file)).Append("bots").Order(StringComparer.Ordinal),
            SampleLeagues.All);
        Assert.All(SampleLeagues.All, name => TestLeague.Of(SampleLeagues.Find(name)!));
        Assert.All(Repository.SampleLeagues, file =>
            Assert.Equal(TestLeague.OfFile(file), TestLeague.Of(SampleLeagues.Find(Path.GetFileNameWithoutExtension(file))!)));

        await using var host = await ApiHost.StartAsync();
        var page = await TextOf(await host.GetAsync($"{Page}?sample=axelrod"), HttpStatusCode.OK);
        Assert.Contains("tideman-chieruzzi", page, StringComparison.Ordinal);
        Assert.Contains("<dt>Matches</dt><dd>600</dd>", page, StringComparison.Ordinal);
        var first = await TextOf(await host.GetAsync($"{Page}?sample=nonsense"), HttpStatusCode.OK);
        Assert.Contains("A valid league document.", first, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_are_those_of_the_api_each_with_its_line()
    {
        const string document = "{\n  \"name\": \"l\", \"game\": \"ches\",\n  \"agnets\": [\"random\"] }";
        await using var host = await ApiHost.StartAsync();

        var page = await PostAsync(host, HttpStatusCode.OK, ("document", document.ReplaceLineEndings("\r\n")), ("do", "check"));
        var problem = await ApiHost.ProblemOf(await host.PostAsync("/v1/leagues", document), 400);

        foreach (var fault in problem.GetProperty("faults").EnumerateArray())
            Assert.Contains($"<code>{fault.GetProperty("path")}</code> {fault.GetProperty("message")}", page, StringComparison.Ordinal);
        var start = document.IndexOf("\"agnets\"", StringComparison.Ordinal);
        var place = $"data-start=\"{start}\" data-end=\"{document.Length - 2}\"";
        Assert.Contains($"{place} data-enhance-nav=\"false\">Line 3<", page, StringComparison.Ordinal);
        Assert.Contains("role=\"status\" class=\"verdict\">3 faults.<", page, StringComparison.Ordinal);
        Assert.Contains(document, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Script_is_sent_what_is_said_of_the_document_and_no_page()
    {
        await using var host = await ApiHost.StartAsync();
        var report = await PostAsync(host, HttpStatusCode.OK, ("document", ApiHost.League), ("part", "report"));
        Assert.StartsWith("<div id=\"report\" data-verdict=\"A valid league document.\">", report, StringComparison.Ordinal);
        Assert.DoesNotContain("<html", report, StringComparison.Ordinal);
        Assert.Contains("<dt>Matches</dt><dd>6</dd>", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_pressed_twice_starts_one_league_and_another_document_another()
    {
        await using var host = await ApiHost.StartAsync();
        var first = await StartAsync(host, ApiHost.League);
        Assert.StartsWith("/leagues/l-", first, StringComparison.Ordinal);
        Assert.Equal(first, await StartAsync(host, ApiHost.League));
        Assert.NotEqual(first, await StartAsync(host, ApiHost.League.Replace("3", "4", StringComparison.Ordinal)));
        Assert.Equal("/leagues/mine", await StartAsync(host, ApiHost.League, ("id", "mine")));
        Assert.Equal(3, (await host.ReadAsync("/v1/leagues")).GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData(ApiHost.League, "taken", HttpStatusCode.Conflict, "League id 'taken' is taken by a league with another document")]
    [InlineData(ApiHost.League, "No!", HttpStatusCode.BadRequest, "'No!' is not a league id")]
    [InlineData(ApiHost.League, "new", HttpStatusCode.BadRequest, "other than 'new'")]
    [InlineData("{", "", HttpStatusCode.BadRequest, "Nothing was started.")]
    public async Task Refused_start_is_told_and_nothing_of_the_text_is_lost(string document, string id, HttpStatusCode status, string told)
    {
        await using var host = await ApiHost.StartAsync();
        await host.StartLeagueAsync("taken", ApiHost.League.Replace("3", "4", StringComparison.Ordinal));

        var page = await PostAsync(host, status, ("document", $"\n{document}"), ("id", id), ("do", "start"));

        Assert.Contains("role=\"alert\"", page, StringComparison.Ordinal);
        Assert.Contains(told, page, StringComparison.Ordinal);
        Assert.Contains($">\n\n{document}</textarea>", page, StringComparison.Ordinal); // of the first line browsers make nothing
        Assert.Contains($"value=\"{id}\"", page, StringComparison.Ordinal);
        Assert.Equal(1, (await host.ReadAsync("/v1/leagues")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Try_shows_a_table_and_leaves_nothing_behind()
    {
        await using var host = await ApiHost.StartAsync();
        var page = await PostAsync(host, HttpStatusCode.OK, ("document", ApiHost.League), ("do", "try"));
        Assert.Contains("6 of 6 matches were played, and nothing was started.", page, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\" class=\"name\">greedy</th>", page, StringComparison.Ordinal);
        Assert.Equal(0, (await host.ReadAsync("/v1/leagues")).GetProperty("items").GetArrayLength());

        var refused = await PostAsync(
            host, HttpStatusCode.BadRequest, ("document", SampleLeagues.Find("bots")!), ("do", "try"));
        Assert.Contains("plays at a node", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Viewer_checks_and_does_no_more()
    {
        await using var host = await ApiHost.StartGuardedAsync();
        var (key, id, hash) = ApiKey.New();
        await host.Ledger.Keys.AddAsync(
            new KeyEntry(id, ITenantStore.Default, "viewer", "", [], hash, DateTimeOffset.UtcNow), LedgerSteps.Requester, default);
        using var browser = new Browser(new Uri("http://localhost"), host.Handler());
        await browser.SignInAsync(key);

        var page = await TextOf(await browser.GetAsync(Page), HttpStatusCode.OK);
        Assert.Contains("This is for the role operator or higher; you have viewer.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"start\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"try\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"openings\"", page, StringComparison.Ordinal);
        (string, HttpStatusCode)[] wishes =
        [
            ("check", HttpStatusCode.OK), ("try", HttpStatusCode.Forbidden), ("openings", HttpStatusCode.Forbidden),
            ("start", HttpStatusCode.Forbidden),
        ];
        foreach (var (wish, status) in wishes)
            await TextOf(await browser.PostAsync(Page, Form(("document", ApiHost.League), ("do", wish))), status);

        using var foreign = await browser.PostAsync(Page, Form(("document", ApiHost.League), ("do", "check")), site: "cross-site");
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
    }

    [Fact]
    public async Task File_of_openings_is_put_into_the_document()
    {
        const string document = """{ "name": "l", "game": "chess", "agents": ["random", "greedy"] }""";
        await using var host = await ApiHost.StartAsync();

        var page = await UploadAsync(host, HttpStatusCode.OK, document, "book.pgn", "1. e4 e5 2. Nf3 *\n", plies: "2");
        Assert.Contains("The document has the 1 openings of book.pgn now.", page, StringComparison.Ordinal);
        Assert.Contains("[\"e4\",\"e5\"]", page, StringComparison.Ordinal);

        var refused = await UploadAsync(host, HttpStatusCode.BadRequest, document, "book.epd", "nonsense", plies: "");
        Assert.Contains("book.epd:1: ", refused, StringComparison.Ordinal);
        Assert.Contains(document, refused, StringComparison.Ordinal);
        refused = await UploadAsync(host, HttpStatusCode.BadRequest, document, "b.pgn", "*", "two");
        Assert.Contains("wanted a number from 1", refused, StringComparison.Ordinal);
        refused = await PostAsync(host, HttpStatusCode.BadRequest, ("document", document), ("do", "openings"));
        Assert.Contains("No file was chosen", refused, StringComparison.Ordinal);
    }

    private static async Task<string> StartAsync(ApiHost host, string document, params (string, string)[] more)
    {
        using var form = Form([("document", document), ("call", "one-page"), ("do", "start"), .. more]);
        using var answer = await host.SendAsync(HttpMethod.Post, Page, form);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }

    private static async Task<string> PostAsync(ApiHost host, HttpStatusCode status, params (string Name, string Value)[] fields)
    {
        using var form = Form(fields);
        return await TextOf(await host.SendAsync(HttpMethod.Post, Page, form), status);
    }

    private static async Task<string> UploadAsync(
        ApiHost host, HttpStatusCode status, string document, string name, string content, string plies)
    {
        using var form = Form(("document", document), ("plies", plies), ("do", "openings"));
        form.Add(new StringContent(content), "openings", name);
        return await TextOf(await host.SendAsync(HttpMethod.Post, Page, form), status);
    }

    private static MultipartFormDataContent Form(params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            form.Add(new StringContent(value), name);
        return form;
    }

    private static async Task<string> TextOf(HttpResponseMessage answer, HttpStatusCode status)
    {
        using (answer)
        {
            var text = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
            Assert.True(status == answer.StatusCode, $"{(int)answer.StatusCode}: {text}");
            return text;
        }
    }
}
