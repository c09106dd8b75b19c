using System.Security.Claims;

namespace Arena.ServiceDefaults.Access;

/// <summary>A caller as ASP.NET carries it.</summary>
/// <param name="caller">Who it is.</param>
/// <param name="scheme">How that was found out.</param>
/// <param name="key">The key that let it in, and has to be good for as long as it is there; null when none did.</param>
internal sealed class CallerIdentity(Caller caller, string scheme, string? key)
    : ClaimsIdentity([new Claim(ClaimTypes.Name, caller.Id)], scheme)
{
    public Caller Caller => caller;

    public string? Key => key;
}
