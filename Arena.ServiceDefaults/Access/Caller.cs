using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Arena.ServiceDefaults.Access;

/// <summary>Who calls.</summary>
/// <param name="Id">Who it is among all: <c>key:ID</c>, <c>token:SUBJECT</c>, <c>setting:NAME</c> or <c>anybody</c>.</param>
/// <param name="Tenant">Whose leagues and agents it sees.</param>
/// <param name="Role">What it may do there.</param>
/// <param name="Agents">The only names under which it may play; none: any of its tenant's.</param>
public sealed record Caller(string Id, string Tenant, Role Role, IReadOnlyList<string> Agents)
{
    /// <summary>The tenant of whoever runs the system.</summary>
    public const string DefaultTenant = "default";

    /// <summary>Until when it may go on with what it has begun; null: as long as its key is good.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Everybody, where nobody has to say who they are: on one's own machine.</summary>
    public static Caller Anybody { get; } = new("anybody", DefaultTenant, Role.Admin, []);

    /// <summary>Whoever calls, once that has been found out.</summary>
    /// <exception cref="InvalidOperationException">Nobody has said who they are: the endpoint is for everybody.</exception>
    public static Caller Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Find(context.User) ?? throw new InvalidOperationException("The call has no caller.");
    }

    /// <summary>Null where nobody has said who they are.</summary>
    public static Caller? Find(ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return IdentityOf(user)?.Caller;
    }

    /// <summary>Whether it may read and change what is a tenant's: its own, or as one of those who run the system.</summary>
    public bool MayActFor(string tenant) => tenant == Tenant || Tenant == DefaultTenant;

    /// <summary>What it is told when it may not.</summary>
    public string ForeignTenant => $"You are of tenant '{Tenant}', and may not act for another.";

    /// <summary>Whether it may play under this name.</summary>
    public bool MayPlayAs(string agent) => Agents.Count == 0 || Agents.Contains(agent);

    /// <summary>It as the framework has callers.</summary>
    /// <param name="scheme">How it was found out.</param>
    /// <param name="key">What it has shown; null where it showed none.</param>
    public ClaimsPrincipal ToPrincipal(string scheme, string? key = null) => new(new CallerIdentity(this, scheme, key));

    internal static CallerIdentity? IdentityOf(ClaimsPrincipal user) => user.Identities.OfType<CallerIdentity>().FirstOrDefault();
}
