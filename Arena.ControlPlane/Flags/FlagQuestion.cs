using Arena.ServiceDefaults.Access;
using Arena.ServiceDefaults.Flags;

namespace Arena.ControlPlane.Flags;

/// <summary>Somebody asks what a flag is for whom.</summary>
internal static class FlagQuestion
{
    /// <summary>What is no subject; null when all are.</summary>
    public static string? FaultOf(string subject, IEnumerable<string> groups) =>
        groups.Prepend(subject).FirstOrDefault(given => !FlagSubject.IsValid(given)) is { } wrong
            ? $"subject, group: found '{wrong}'; wanted {FlagSubject.Wanted}."
            : null;

    /// <summary>
    /// Why the caller may not ask that: what the system's rules say of a node or of another tenant is for those who run the system. Null
    /// when it may.
    /// </summary>
    public static string? RefusalOf(Caller caller, string subject, IEnumerable<string> groups) =>
        groups.Prepend(subject).FirstOrDefault(asked => !MayAsk(caller, asked)) is { } others
            ? $"You are of tenant '{caller.Tenant}', and may not ask for '{others}': only for agents, leagues and your tenant."
            : null;

    /// <summary>For whom it is asked.</summary>
    public static FlagSubject Of(Caller caller, string subject, IEnumerable<string> groups) =>
        new(subject, [.. groups, FlagSubject.Tenant(caller.Tenant)]);

    private static bool MayAsk(Caller caller, string subject) =>
        caller.Tenant == Caller.DefaultTenant
        || subject == FlagSubject.Tenant(caller.Tenant)
        || FlagSubject.IsOfTenant(subject);
}
