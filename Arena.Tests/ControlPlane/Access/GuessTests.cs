using System.Net;
using Arena.Backplane.Ledger;
using Arena.ServiceDefaults.Access;
using Arena.ServiceDefaults.Limits;
using Arena.Tests.Backplane.Ledger;
using Arena.Tests.ControlPlane.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Arena.Tests.ControlPlane.Access;

/// <summary>Who tries out keys is slowed down, and whoever shares the address goes on.</summary>
public sealed class GuessTests
{
    private const string Address = "X-Test-Address";
    private const int Most = 5;

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", "192.0.2.2")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1", "192.0.2.2")]
    [InlineData("2001:db8::1", "2001:db8::2:3", "2001:db8:0:1::1")] // a network of theirs has many addresses
    public async Task Wrong_keys_of_an_address_are_counted_and_keys_in_use_stay_good(string guesser, string same, string other)
    {
        await using var arena = await StartAsync();
        var (used, unused) = (await AddKeyAsync(arena), await AddKeyAsync(arena));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(arena, same, used));
        for (var i = 0; i < Most; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(arena, guesser, ApiKey.New().Key));
        var slowed = await AskAsync(arena, same, ApiKey.New().Key);
        await ApiHost.ProblemOf(slowed, 429);
        Assert.NotNull(slowed.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(arena, same, unused)); // nobody learns that it is one
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(arena, same, used));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(arena, other, ApiKey.New().Key));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(arena, other, unused));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task Callers_on_this_machine_are_not_slowed_down(string address)
    {
        await using var arena = await StartAsync();
        for (var i = 0; i < 3 * Most; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(arena, address, ApiKey.New().Key));
    }

    private static Task<ApiHost> StartAsync() => ApiHost.StartAsync(register: services =>
    {
        services.PostConfigure<AccessOptions>(access => access.AdminKey = ApiHost.AdminKey);
        services.PostConfigure<LimitOptions>(limits => limits.Guesses = Most);
        services.AddTransient<IStartupFilter, From>();
    });

    private static async Task<string> AddKeyAsync(ApiHost arena)
    {
        var (key, id, hash) = ApiKey.New();
        await arena.Ledger.Keys.AddAsync(
            new KeyEntry(id, ITenantStore.Default, "viewer", "", [], hash, DateTimeOffset.UtcNow), LedgerSteps.Requester, default);
        return key;
    }

    private static Task<HttpResponseMessage> AskAsync(ApiHost arena, string address, string key) =>
        arena.GetAsync("/v1/leagues", ("Authorization", $"Bearer {key}"), (Address, address));

    private static async Task<HttpStatusCode> StatusAsync(ApiHost arena, string address, string key)
    {
        using var answer = await AskAsync(arena, address, key);
        return answer.StatusCode;
    }

    // Where there is no socket, a header says from where a call comes.
    private sealed class From : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, rest) =>
            {
                context.Connection.RemoteIpAddress = IPAddress.Parse(context.Request.Headers[Address].ToString());
                return rest(context);
            });
            next(app);
        };
    }
}
