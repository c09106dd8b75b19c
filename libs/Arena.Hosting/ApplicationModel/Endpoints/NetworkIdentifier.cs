namespace Arena.Hosting.ApplicationModel;

/// <summary>From where an endpoint is looked at. Everything runs on this machine, so there is one answer for all of them.</summary>
public record NetworkIdentifier(string Value);
