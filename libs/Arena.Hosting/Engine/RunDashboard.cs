namespace Arena.Hosting.Engine;

/// <summary>Where the resources can be watched and commanded, and the key that it takes.</summary>
internal sealed record RunDashboard(string Url, string? Key);
