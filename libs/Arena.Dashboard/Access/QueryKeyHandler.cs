using System.Security.Claims;
using System.Text.Encodings.Web;
using Arena.Dashboard.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Arena.Dashboard.Access;

/// <summary>The key that programs show to read, in the header <c>X-API-Key</c>.</summary>
internal sealed class QueryKeyHandler(
    DashboardSettings settings, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public new const string Scheme = "QueryKey";
    public const string Header = "X-API-Key";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var given = Request.Headers[Header].ToString();
        if (given.Length == 0)
            return Task.FromResult(AuthenticateResult.NoResult());
        if (!Secrets.Match(settings.QueryApiKey, given))
            return Task.FromResult(AuthenticateResult.Fail("the API key is wrong"));
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, "query key")], Scheme);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme)));
    }
}
