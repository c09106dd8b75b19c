using System.Security.Claims;

namespace Arena.ServiceDefaults.Access;

/// <summary>A caller as ASP.NET carries it.</summary>
internal sealed class CallerIdentity(Caller caller, string scheme) : ClaimsIdentity([new Claim(ClaimTypes.Name, caller.Id)], scheme)
{
    public Caller Caller => caller;
}
