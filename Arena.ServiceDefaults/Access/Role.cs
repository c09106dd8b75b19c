namespace Arena.ServiceDefaults.Access;

/// <summary>What a caller may do. Those of people and programs rise: each may do what those before it may.</summary>
public enum Role
{
    /// <summary>Reads its tenant's leagues.</summary>
    Viewer,

    /// <summary>Plays in them.</summary>
    Competitor,

    /// <summary>Starts, pauses and stops them.</summary>
    Operator,

    /// <summary>Makes and revokes the tenant's keys.</summary>
    Admin,

    /// <summary>A node: plays matches for the control plane, and nothing else.</summary>
    Node,
}
