using System.Diagnostics;
using Arena.ServiceDefaults.Access;
using Microsoft.Extensions.Options;

namespace Arena.ControlPlane.Web.Dashboard;

/// <summary>Where the dashboard shows something, for those who look after the system: what is there is of all tenants.</summary>
internal sealed class DashboardLinks(IOptions<DashboardOptions> options)
{
    private readonly string? _address = options.Value.Address is { Length: > 0 } address ? address.TrimEnd('/') : null;

    /// <summary>Its first page; null where none is known, or it is not for whoever looks.</summary>
    public string? Home(Caller caller) => PageAccess.May(caller, "/nodes") ? _address : null;

    /// <param name="caller">Who looks.</param>
    /// <param name="traceId">32 hexadecimal digits.</param>
    public string? Trace(Caller caller, string traceId) => Home(caller) is { } home ? $"{home}/traces/detail/{traceId}" : null;

    /// <summary>The same of a W3C <c>traceparent</c>; null also where there is none.</summary>
    public string? TraceOf(Caller caller, string? traceParent) =>
        ActivityContext.TryParse(traceParent, null, out var context) ? Trace(caller, context.TraceId.ToHexString()) : null;
}
