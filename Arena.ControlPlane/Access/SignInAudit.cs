using Arena.Backplane.Ledger;
using Arena.ServiceDefaults.Access;
using Arena.ServiceDefaults.SignIn;

namespace Arena.ControlPlane.Access;

/// <summary>That somebody signed in is in the audit trail: what they do then is done as whom the session names.</summary>
internal sealed class SignInAudit(IAuditTrail trail) : ISignInWitness
{
    public Task SignedInAsync(Caller caller, CancellationToken cancellationToken) => trail.AppendAsync(
        Requester.Of(caller.Id),
        new AuditChange("session.begin", $"session/{caller.Id}", Before: null, RoleWord.Of(caller.Role)) { Tenant = caller.Tenant },
        cancellationToken);
}
