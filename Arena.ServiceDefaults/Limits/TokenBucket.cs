namespace Arena.ServiceDefaults.Limits;

/// <summary>A bucket that is filled steadily, and of which every call takes one token.</summary>
/// <param name="Name">Unique among all buckets.</param>
/// <param name="PerSecond">How many tokens it gets in a second, above 0.</param>
/// <param name="Size">How many it holds; a bucket that is not known is full.</param>
internal readonly record struct TokenBucket(string Name, int PerSecond, int Size);
