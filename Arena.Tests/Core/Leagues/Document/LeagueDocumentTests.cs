using System.Text;
using Arena.Core.Leagues.Document;
using Arena.Tests.Shared;
using FsCheck;
using FsCheck.Fluent;

namespace Arena.Tests.Core.Leagues.Document;

public sealed class LeagueDocumentTests
{
    [Fact]
    public void Smallest_document_gets_the_defaults()
    {
        var league = TestLeague.Of("""{ "name": "small", "game": "ipd", "agents": ["tit-for-tat", "defector"] }""");
        Assert.Equal(("small", "ipd", "round-robin"), (league.Name, league.Game, league.Format));
        Assert.Equal((false, 1, false, 0UL, 0), (league.SelfPlay, league.Repetitions, league.SwapSeats, league.Seed, league.Concurrency));
        Assert.Equal(TimeSpan.FromSeconds(10), league.MoveTimeLimit);
        Assert.Equal("turns=200,noise=0,R=3,S=0,T=5,P=1", league.Rules.Parameters.ToString());
        Assert.Equal(["tit-for-tat", "defector"], league.Agents.Select(agent => agent.Name));
    }

    [Fact]
    public void Turn_based_games_swap_seats_by_default() =>
        Assert.True(TestLeague.Of("""{ "name": "b", "game": "tic_tac_toe", "agents": ["random", "greedy"] }""").SwapSeats);

    [Fact]
    public void Full_document_with_comments_and_trailing_commas_is_read()
    {
        var league = TestLeague.Of(
            """
            {
              // everything at once
              "name": "full-1", "game": "iterated_prisoners_dilemma", /* an alias */
              "parameters": { "turns": 10, "noise": 0.01, "T": 6, },
              "agents": [
                "joss",
                { "name": "Joss (kind)", "strategy": "joss", "parameters": { "p": 0.99 } },
                { "strategy": "grim" },
              ],
              "format": "round-robin", "selfPlay": true, "repetitions": 3, "swapSeats": true,
              "seed": "18446744073709551615", "moveTimeLimit": "1.5s", "concurrency": 8,
            }
            """);
        Assert.Equal("ipd", league.Game);
        Assert.Equal("turns=10,noise=0.01,R=3,S=0,T=6,P=1", league.Rules.Parameters.ToString());
        Assert.Equal(["joss:joss:p=0.9", "Joss (kind):joss:p=0.99", "grim:grim:"],
            league.Agents.Select(a => $"{a.Name}:{a.Strategy}:{a.Parameters}"));
        Assert.Equal((true, 3, true, ulong.MaxValue, 8),
            (league.SelfPlay, league.Repetitions, league.SwapSeats, league.Seed, league.Concurrency));
        Assert.Equal(TimeSpan.FromSeconds(1.5), league.MoveTimeLimit);
        Assert.Equal(5UL, league.WithSeed(5).Seed);
    }

    [Theory]
    [InlineData("12", 12)]
    [InlineData("0.25", 0.25)]
    [InlineData("\"500ms\"", 0.5)]
    [InlineData("\"10s\"", 10)]
    [InlineData("\"2m\"", 120)]
    public void Move_time_is_seconds_or_text_with_a_unit(string json, double seconds) =>
        Assert.Equal(seconds, TestLeague.Of(
            $$"""{ "name": "t", "game": "ipd", "agents": ["grim", "joss"], "moveTimeLimit": {{json}} }""").MoveTimeLimit.TotalSeconds);

    [Fact]
    public void Canonical_form_reads_back_equal_and_is_a_fixed_point()
    {
        foreach (var file in Repository.SampleLeagues)
        {
            var league = TestLeague.OfFile(file).WithSeed(ulong.MaxValue);
            var json = league.ToJson();
            Assert.Equal(league, TestLeague.Of(json));
            Assert.Equal(json, TestLeague.Of(json).ToJson());
            Assert.NotEqual(league, league.WithSeed(1));
        }
    }

    public static TheoryData<string, string, string> BadDocuments { get; } = new()
    {
        // document (two agents and the rest unless it brings its own), path, part of the message
        { "", "$", "not JSON: line 1, column 1" },
        { "{", "$", "not JSON: line 1, column 2: it ends there and is not complete" },
        { "{\n \"ä\": \"b\"; }", "$", "not JSON: line 2, column 10: found ';', which cannot stand there" },
        { "{ \"name\": \"a\tb\" }", "$", "found the character U+0009, which cannot stand there" },
        { "{\n  \"name\": oops\n}", "$", "not JSON: line 2, column 11" },
        { "[]", "$", "found an array; wanted an object" },
        { "null", "$", "found null" },
        { "{}", "$.name", "missing" },
        { "{}", "$.game", "missing; wanted one of: ipd, tic_tac_toe, connect_four" },
        { "{}", "$.agents", "missing; wanted an array of at least 2 agents" },
        { Doc("\"name\": \"No Spaces\""), "$.name", "found \"No Spaces\"; wanted 1 to 64 of a-z, 0-9 and '-'" },
        { Doc("\"name\": \"\""), "$.name", "wanted 1 to 64" },
        { Doc("\"name\": 5"), "$.name", "found 5" },
        { Doc("\"name\": \"" + new string('a', 65) + "\""), "$.name", "wanted 1 to 64" },
        { Doc("\"game\": \"tictactoe\""), "$.game",
        "unknown game \"tictactoe\"; did you mean 'tic_tac_toe'? Known: ipd, tic_tac_toe, connect_four" },
        { Doc("\"game\": null"), "$.game", "found null; wanted one of" },
        { Doc("\"repetitons\": 3"), "$.repetitons", "unknown field; did you mean 'repetitions'? Known: name, game" },
        { Doc("\"seed\": 1, \"seed\": 2"), "$.seed", "appears twice" },
        { Doc("\"repetitions\": -1"), "$.repetitions", "found -1; wanted an integer from 1 to 100000" },
        { Doc("\"repetitions\": 0"), "$.repetitions", "found 0" },
        { Doc("\"repetitions\": 1.5"), "$.repetitions", "found 1.5" },
        { Doc("\"repetitions\": \"3\""), "$.repetitions", "found \"3\"; wanted an integer" },
        { Doc("\"repetitions\": 1e999"), "$.repetitions", "found 1e999" },
        { Doc("\"concurrency\": -2"), "$.concurrency", "found -2; wanted an integer from 0" },
        { Doc("\"seed\": -1"), "$.seed", "found -1; wanted an integer from 0 to 18446744073709551615" },
        { Doc("\"seed\": 18446744073709551616"), "$.seed", "found 18446744073709551616" },
        { Doc("\"seed\": \"dice\""), "$.seed", "found \"dice\"" },
        { Doc("\"selfPlay\": \"yes\""), "$.selfPlay", "found \"yes\"; wanted true or false" },
        { Doc("\"swapSeats\": 1"), "$.swapSeats", "found 1; wanted true or false" },
        { Doc("\"format\": \"arena\""), "$.format", "unknown format \"arena\"; known: round-robin, gauntlet, swiss, knockout, ladder" },
        { Doc("\"moveTimeLimit\": 0"), "$.moveTimeLimit", "found 0; wanted a time from 1ms to 60m" },
        { Doc("\"moveTimeLimit\": \"-5s\""), "$.moveTimeLimit", "found \"-5s\"" },
        { Doc("\"moveTimeLimit\": \"ten\""), "$.moveTimeLimit", "found \"ten\"" },
        { Doc("\"moveTimeLimit\": []"), "$.moveTimeLimit", "found an array" },
        { Doc("\"parameters\": 5"), "$.parameters", "found 5; wanted an object" },
        { Doc("\"parameters\": { \"turn\": 5 }"), "$.parameters.turn",
        "unknown parameter; did you mean 'turns'? Known: turns, noise, R, S, T, P" },
        { Doc("\"parameters\": { \"turns\": 0 }"), "$.parameters.turns", "found 0; wanted an integer from 1 to 100000" },
        { Doc("\"parameters\": { \"noise\": \"much\" }"), "$.parameters.noise", "found \"much\"; wanted a number from 0 to 0.5" },
        { Doc("\"parameters\": { \"noise\": 1, \"noise\": 0 }"), "$.parameters.noise", "appears twice" },
        { Doc("\"parameters\": { \"R\": 9 }"), "$.parameters", "wants T > R > P > S" },
        { Doc("\"agents\": []"), "$.agents", "found 0 agents; wanted an array of at least 2" },
        { Doc("\"agents\": [\"grim\"]"), "$.agents", "found 1 agents; wanted an array of at least 2" },
        { Doc("\"agents\": \"grim\""), "$.agents", "found \"grim\"; wanted an array" },
        { Doc("\"agents\": [\"grim\", 7]"), "$.agents[1]", "found 7; wanted a strategy's id or an object" },
        { Doc("\"agents\": [\"grim\", \"tit-for-tit\"]"), "$.agents[1]",
        "unknown strategy \"tit-for-tit\" for ipd; did you mean 'tit-for-tat'? Known: tit-for-tat," },
        { Doc("\"agents\": [\"grim\", { \"strategy\": \"minimax\" }]"), "$.agents[1].strategy", "unknown strategy \"minimax\" for ipd" },
        { Doc("\"agents\": [\"grim\", { \"name\": \"x\" }]"), "$.agents[1].strategy", "missing" },
        { Doc("\"agents\": [\"grim\", \"grim\"]"), "$.agents[1]", "the name \"grim\" is already taken by $.agents[0]" },
        { Doc("\"agents\": [\"grim\", { \"name\": \"grim\", \"strategy\": \"joss\" }]"), "$.agents[1].name",
        "already taken by $.agents[0]" },
        { Doc("\"agents\": [\"grim\", { \"name\": \" x\", \"strategy\": \"joss\" }]"), "$.agents[1].name",
        "found \" x\"; wanted 1 to 64 letters" },
        { Doc("\"agents\": [\"grim\", { \"name\": \"x\\ty\", \"strategy\": \"joss\" }]"), "$.agents[1].name", "wanted 1 to 64 letters" },
        { Doc("\"agents\": [\"grim\", { \"strategy\": \"joss\", \"depth\": 3 }]"), "$.agents[1].depth",
        "unknown field; known: name, strategy, parameters" },
        { Doc("\"agents\": [\"grim\", { \"strategy\": \"joss\", \"parameters\": { \"p\": 2 } }]"), "$.agents[1].parameters.p",
        "found 2; wanted a number from 0 to 1" },
        { Doc("\"agents\": [\"joss\", { \"strategy\": \"grim\", \"parameters\": { \"p\": 1 } }]"), "$.agents[1].parameters.p",
        "unknown parameter; there are none here" },
        { Doc("\"agents\": [\"joss\", { \"strategy\": \"\\ud800\" }]"), "$.agents[1].strategy", "broken text" },
        { Doc("\"two words\": 1"), "$['two words']", "unknown field" },
        { Doc("\"repetitions\": 100000, \"agents\": ["
        + string.Join(",", Enumerable.Range(0, 50).Select(i => $"{{\"name\":\"a{i}\",\"strategy\":\"grim\"}}")) + "]"), "$",
        "make 122500000 matches; at most 10000000 are allowed" },
        { new string(' ', 1_300_001), "$", "found 1300001 characters; at most 1300000" },
        { string.Concat(Enumerable.Repeat("[", 1000)), "$", "not JSON" },
    };

    [Theory]
    [MemberData(nameof(BadDocuments))]
    public void Fault_names_the_place_what_was_found_and_what_is_allowed(string json, string path, string message)
    {
        var parse = LeagueDocument.Parse(json);
        Assert.Null(parse.Definition);
        Assert.Contains(parse.Faults, fault => fault.Path == path && fault.Message.Contains(message));
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var faults = LeagueDocument.Parse(
            """
            { "name": "X", "game": "ipd", "repetitions": -3, "sed": 1, "parameters": { "turns": -1, "R": 9 },
              "agents": ["grim", "grim", "minimx", { "strategy": "joss", "parameters": { "q": 1 } }] }
            """).Faults;
        Assert.Equal(
            [
                "$.sed", "$.name", "$.parameters.turns", "$.repetitions", "$.agents[1]", "$.agents[2]", "$.agents[3].parameters.q",
            ], faults.Select(fault => fault.Path));
    }

    [Fact]
    public void Faults_without_end_are_counted_and_not_all_told()
    {
        var fields = string.Join(", ", Enumerable.Range(0, 20_000).Select(i => $"\"field-{i}\": {i}"));
        var faults = LeagueDocument.Parse(Doc(fields)).Faults;
        Assert.Equal(LeagueLimits.Faults + 1, faults.Count);
        Assert.Equal("and 19000 more faults", faults[^1].Message);
    }

    [Fact]
    public void One_agent_is_enough_with_self_play() =>
        Assert.Single(TestLeague.Of("""{ "name": "alone", "game": "ipd", "selfPlay": true, "agents": ["grim"] }""").Agents);

    [Fact]
    public void Any_text_is_answered_and_never_thrown_at() => Prop.ForAll<string>(text =>
    {
        var parse = LeagueDocument.Parse(text ?? "");
        return parse.IsValid == (parse.Faults.Count == 0);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Damaged_documents_are_answered_and_never_thrown_at()
    {
        var good = File.ReadAllText(Repository.SampleLeagues.First());
        var random = new System.Random(1);
        const string pieces = "{}[]\",:0-9.eE\\u\ud800 \n/*";
        for (var i = 0; i < 2000; i++)
        {
            var damaged = new StringBuilder(good);
            for (var wounds = random.Next(1, 4); wounds > 0; wounds--)
                damaged[random.Next(damaged.Length)] = pieces[random.Next(pieces.Length)];
            var parse = LeagueDocument.Parse(damaged.ToString());
            Assert.Equal(parse.IsValid, parse.Faults.Count == 0);
        }
    }

    // A document that is right but for the given fields, which replace its own.
    private static string Doc(string fields)
    {
        (string Name, string Json)[] own = [("name", "\"test\""), ("game", "\"ipd\""), ("agents", "[\"tit-for-tat\", \"defector\"]")];
        var kept = own.Where(field =>
            !fields.StartsWith($"\"{field.Name}\"", StringComparison.Ordinal)
            && !fields.Contains($", \"{field.Name}\": [", StringComparison.Ordinal));
        return $"{{ {string.Join(", ", kept.Select(field => $"\"{field.Name}\": {field.Json}").Append(fields))} }}";
    }

    [Fact]
    public void Canonical_text_is_written_once_and_anew_for_another_seed()
    {
        var league = TestLeague.Of("""{ "name": "l", "game": "tic_tac_toe", "agents": ["random", "greedy"] }""");
        var text = league.ToJson();
        Assert.Same(text, league.ToJson());
        var other = league.WithSeed(5);
        Assert.Contains("\"seed\": 5", other.ToJson(), StringComparison.Ordinal);
        Assert.NotEqual(league, other);
        Assert.Same(text, league.ToJson());
        Assert.Same(league, league.WithSeed(league.Seed));
    }
}
