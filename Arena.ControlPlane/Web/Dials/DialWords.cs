using System.Globalization;
using Arena.Core.Dials;
using Arena.ServiceDefaults.Access;

namespace Arena.ControlPlane.Web.Dials;

/// <summary>Dials as pages say them.</summary>
internal static class DialWords
{
    public const string Page = "/dials";

    /// <summary>Whether who looks may change one: else no form is offered.</summary>
    public static bool MaySet(HttpContext context) =>
        Caller.Of(context) is { Tenant: Caller.DefaultTenant, Role: Role.Operator or Role.Admin };

    public static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>What is different from the epoch before, as <c>BR9_beta 0.01 → 0.012</c>.</summary>
    public static string Changes(DialEpoch epoch, DialEpoch before) => string.Join(
        ", ",
        from dial in epoch.Values.All
        let was = before.Values[dial.Key]
        where !was.Equals(dial.Value)
        select $"{dial.Key} {Number(was)} → {Number(dial.Value)}");
}
