namespace Arena.ServiceDefaults.Access;

/// <summary>Why somebody does not see the page that they asked for, for the page that says so: a feature of the request.</summary>
/// <param name="Detail">A sentence.</param>
public sealed record PageRefusal(string Detail);
