using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Arena.ServiceDefaults.Access;

/// <summary>Whom a key lets in: one that stands in the configuration, or one that the ring knows.</summary>
internal static class KeyLookup
{
    /// <summary>The same of a key that somebody shows, who may be guessing.</summary>
    /// <exception cref="TooOftenException">It is not looked at.</exception>
    public static async ValueTask<Caller?> FindShownAsync(HttpContext context, string key)
    {
        var guesses = context.RequestServices.GetRequiredService<Guesses>();
        if (!guesses.MayTry(context, key))
            throw new TooOftenException();
        var caller = await FindAsync(context, key);
        guesses.Tell(context, key, caller is not null);
        return caller;
    }

    /// <summary>Null when it lets in nobody (any more). Throws when that cannot be found out at present.</summary>
    public static ValueTask<Caller?> FindAsync(HttpContext context, string key)
    {
        var options = context.RequestServices.GetRequiredService<IOptions<AccessOptions>>().Value;
        if (ConfiguredKeys.Find(options, key) is { } configured)
            return ValueTask.FromResult<Caller?>(configured);
        return context.RequestServices.GetService<IKeyRing>()?.FindAsync(key, context.RequestAborted)
            ?? ValueTask.FromResult<Caller?>(null);
    }
}
