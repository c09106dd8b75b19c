namespace Arena.Hosting.ApplicationModel;

public sealed record RelationshipSnapshot(string ResourceName, string Type);
