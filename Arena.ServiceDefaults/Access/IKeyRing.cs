namespace Arena.ServiceDefaults.Access;

/// <summary>Who holds which key.</summary>
public interface IKeyRing
{
    /// <summary>Whoever a key lets in; null when it lets in nobody (any more). Throws when that cannot be found out at present.</summary>
    ValueTask<Caller?> FindAsync(string key, CancellationToken cancellationToken);
}
