using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Arena.ServiceDefaults.Access;

/// <summary>
/// Finds out who calls by the key in <c>Authorization: Bearer KEY</c>. Where nobody has to say who they are, a key of the ledger is still
/// looked at, so that keys can be tried out; anything else that is shown there is for others.
/// </summary>
internal sealed class KeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> schemes, ILoggerFactory logger, UrlEncoder encoder, IOptions<AccessOptions> options)
    : AuthenticationHandler<AuthenticationSchemeOptions>(schemes, logger, encoder)
{
    public const string Name = "key";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var key = ShownKey.Of(Request);
        if (!options.Value.IsRequired && key?.StartsWith(ApiKey.Prefix, StringComparison.Ordinal) != true)
            return Found(Caller.Anybody);
        if (key is null)
            return AuthenticateResult.NoResult();
        try
        {
            return await KeyLookup.FindShownAsync(Context, key) is { } caller
                ? Found(caller, key)
                : AuthenticateResult.Fail("The key is not known, or not good any more.");
        }
        catch (TooOftenException guessed)
        {
            return AuthenticateResult.Fail(guessed);
        }
        catch (Exception away) when (!Context.RequestAborted.IsCancellationRequested)
        {
            return AuthenticateResult.Fail(new CannotTellException(away));
        }
    }

    private AuthenticateResult Found(Caller caller, string? key = null) =>
        AuthenticateResult.Success(new AuthenticationTicket(caller.ToPrincipal(Scheme.Name, key), Scheme.Name));
}
