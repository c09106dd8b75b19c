using Arena.Hosting.Engine;

namespace Arena.Tests.Hosting;

/// <summary>A fact that needs Redis to be installed.</summary>
internal sealed class RedisFactAttribute : FactAttribute
{
    public RedisFactAttribute()
    {
        if (ExecutableFinder.Find("redis-server") is null)
            Skip = "Redis is not installed";
    }
}
