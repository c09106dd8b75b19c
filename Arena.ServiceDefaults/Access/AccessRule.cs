namespace Arena.ServiceDefaults.Access;

/// <summary>Who may call.</summary>
/// <param name="Least">The least role; null: everybody, who need not say who they are.</param>
/// <param name="IsSystems">Only callers of the tenant that runs the system: it is about more than one tenant.</param>
internal sealed record AccessRule(Role? Least, bool IsSystems = false)
{
    /// <summary>What kind of call it is.</summary>
    public CallClass Class { get; init; } = CallClass.Interactive;

    /// <summary>Nodes too, though the least role is another's.</summary>
    public bool IsNodesToo { get; init; }

    public static AccessRule Everybody { get; } = new(Least: null);

    public static AccessRule From(Role least) => new(least);

    public static AccessRule OfSystem(Role least) => new(least, IsSystems: true);

    public static AccessRule NodesToo(AccessRule rule) => rule with { IsNodesToo = true };

    /// <summary>Null when it may; else why not.</summary>
    public string? Refuses(Caller caller)
    {
        if (Least is not { } least || ReferenceEquals(caller, Caller.Anybody))
            return null;
        var isHigh = least == Role.Node || caller.Role == Role.Node
            ? caller.Role == least || (IsNodesToo && caller.Role == Role.Node)
            : caller.Role >= least;
        if (!isHigh)
            return $"This is for the role {RoleWord.Of(least)}{(least is Role.Node or Role.Admin ? "" : " or higher")}; "
                + $"you have {RoleWord.Of(caller.Role)}.";
        return IsSystems && caller.Tenant != Caller.DefaultTenant
            ? "This is for those who run the system, not for one of its tenants."
            : null;
    }
}
