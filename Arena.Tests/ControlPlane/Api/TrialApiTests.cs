using System.Net;

namespace Arena.Tests.ControlPlane.Api;

public sealed class TrialApiTests
{
    [Fact]
    public async Task Trial_answers_with_the_table_and_starts_nothing()
    {
        await using var host = await ApiHost.StartAsync();
        using var answer = await host.PostAsync("/v1/leagues/try", ApiHost.League);
        var trial = await ApiHost.JsonOf(answer);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal((6, 6, "complete"),
            (trial.GetProperty("matches").GetInt32(), trial.GetProperty("played").GetInt32(), trial.GetProperty("end").GetString()));
        Assert.Equal(["greedy", "random"],
            trial.GetProperty("standings").EnumerateArray().Select(row => row.GetProperty("agent").GetString()).Order());
        Assert.Equal(0, (await host.ReadAsync("/v1/leagues")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Document_with_faults_is_refused_as_a_start_of_it_is()
    {
        const string document = """{ "name": "l", "game": "go", "agents": ["random"] }""";
        await using var host = await ApiHost.StartAsync();
        var (tried, started) = (
            await ApiHost.ProblemOf(await host.PostAsync("/v1/leagues/try", document), 400),
            await ApiHost.ProblemOf(await host.PostAsync("/v1/leagues", document), 400));
        Assert.Equal(started.GetProperty("faults").ToString(), tried.GetProperty("faults").ToString());
        Assert.Equal(started.GetProperty("type").ToString(), tried.GetProperty("type").ToString());
    }
}
