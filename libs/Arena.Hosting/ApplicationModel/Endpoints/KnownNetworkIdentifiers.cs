namespace Arena.Hosting.ApplicationModel;

public static class KnownNetworkIdentifiers
{
    public static readonly NetworkIdentifier LocalhostNetwork = new("localhost");
}
