using Arena.Core.Primitives;
using Arena.ServiceDefaults.Access;
using Arena.ServiceDefaults.Flags;

namespace Arena.ControlPlane.Flags;

/// <summary>
/// A tenant's flags: those that every system has, and its own. Of what the system has set it learns only what that is for itself.
/// </summary>
internal sealed class FlagDirectory(FlagBook book, FlagGate gate)
{
    /// <summary>By name.</summary>
    public async Task<IReadOnlyList<FlagView>> ListAsync(string tenant, CancellationToken cancellationToken)
    {
        var flags = book.Read().Flags.Where(flag => flag.Tenant == tenant).Select(FlagView.Of).ToDictionary(flag => flag.Name);
        foreach (var known in KnownFlag.All)
        {
            if (!flags.ContainsKey(known.Name))
                flags.Add(known.Name, await UnsetAsync(tenant, known, cancellationToken));
        }

        return [.. flags.Values.OrderBy(flag => flag.Name, StringComparer.Ordinal)];
    }

    /// <summary>Null when the tenant has none of this name.</summary>
    public async Task<FlagView?> FindAsync(string tenant, string name, CancellationToken cancellationToken)
    {
        if (book.Find(tenant, name) is { } set)
            return FlagView.Of(set);
        return KnownFlag.Find(name) is { } known ? await UnsetAsync(tenant, known, cancellationToken) : null;
    }

    /// <summary>What is told of a name that none has, with what was probably meant.</summary>
    public string NotFound(string tenant, string name)
    {
        const int most = 100;
        var known = KnownFlag.All.Select(flag => flag.Name)
            .Union(book.Read().Flags.Where(flag => flag.Tenant == tenant).Select(flag => flag.Name)).Order(StringComparer.Ordinal);
        var shown = name.Length <= most ? name : $"{name[..most]}…";
        return $"There is no flag '{shown}'{NearMiss.Hint(name, known)}.";
    }

    /// <summary>How many a tenant has made.</summary>
    public int CountOwn(string tenant) =>
        book.Read().Flags.Count(flag => flag.Tenant == tenant && KnownFlag.Find(flag.Name) is null);

    private async Task<FlagView> UnsetAsync(string tenant, KnownFlag known, CancellationToken cancellationToken)
    {
        var rules = known.Default;
        if (tenant != Caller.DefaultTenant)
        {
            var answer = await gate.LookAsync(tenant, known.Name, new FlagSubject(FlagSubject.Tenant(tenant)), cancellationToken);
            rules = rules with { State = answer.IsOn ? FlagState.On : FlagState.Off };
        }

        return new FlagView(tenant, known.Name, Version: 0, rules, known, Set: null);
    }
}
