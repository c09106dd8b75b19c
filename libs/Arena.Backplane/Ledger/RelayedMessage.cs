namespace Arena.Backplane.Ledger;

/// <summary>A message on its way through another replica.</summary>
/// <param name="Session">The node's.</param>
/// <param name="IsForNode">Whether the node is to have it; otherwise it comes from there.</param>
/// <param name="Message">As it is on the node's stream.</param>
public sealed record RelayedMessage(string Session, bool IsForNode, byte[] Message);
