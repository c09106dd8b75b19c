namespace Arena.ServiceDefaults.Redis;

/// <summary>Whether anything has asked for Redis in this process.</summary>
internal sealed class RedisUse
{
    private volatile bool _begun;

    public bool HasBegun => _begun;

    public void Begin() => _begun = true;
}
