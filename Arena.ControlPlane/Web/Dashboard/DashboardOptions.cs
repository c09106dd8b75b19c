namespace Arena.ControlPlane.Web.Dashboard;

/// <summary>Configuration section <c>Dashboard</c>.</summary>
internal sealed class DashboardOptions
{
    public const string Section = "Dashboard";

    /// <summary>Where .NET Aspire's dashboard is, for browsers. Default: none is known, and nothing links to it.</summary>
    public string? Address { get; set; }
}
