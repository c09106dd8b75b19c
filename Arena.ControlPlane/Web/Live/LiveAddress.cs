using Arena.ServiceDefaults.Access;

namespace Arena.ControlPlane.Web.Live;

/// <summary>What decides what a page shows: for whom of one tenant and role it is rendered makes no difference.</summary>
/// <param name="Path">Of the page.</param>
/// <param name="Query">With its question mark; empty without one.</param>
internal sealed record LiveAddress(string Path, string Query, string Tenant, Role Role);
