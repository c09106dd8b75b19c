namespace Grpc.Net.Client.Internal.Http2;

/// <summary>The static table (RFC 7541 appendix A). Indexes start at 1.</summary>
internal static class HpackStatic
{
    internal const int Authority = 1;
    internal const int MethodPost = 3;
    internal const int Path = 4;
    internal const int SchemeHttp = 6;
    internal const int SchemeHttps = 7;
    internal const int Count = 61;

    private static readonly (string Name, string Value)[] Entries =
    [
        (":authority", ""), (":method", "GET"), (":method", "POST"), (":path", "/"), (":path", "/index.html"),
        (":scheme", "http"), (":scheme", "https"), (":status", "200"), (":status", "204"), (":status", "206"),
        (":status", "304"), (":status", "400"), (":status", "404"), (":status", "500"), ("accept-charset", ""),
        ("accept-encoding", "gzip, deflate"), ("accept-language", ""), ("accept-ranges", ""), ("accept", ""),
        ("access-control-allow-origin", ""), ("age", ""), ("allow", ""), ("authorization", ""), ("cache-control", ""),
        ("content-disposition", ""), ("content-encoding", ""), ("content-language", ""), ("content-length", ""),
        ("content-location", ""), ("content-range", ""), ("content-type", ""), ("cookie", ""), ("date", ""), ("etag", ""),
        ("expect", ""), ("expires", ""), ("from", ""), ("host", ""), ("if-match", ""), ("if-modified-since", ""),
        ("if-none-match", ""), ("if-range", ""), ("if-unmodified-since", ""), ("last-modified", ""), ("link", ""),
        ("location", ""), ("max-forwards", ""), ("proxy-authenticate", ""), ("proxy-authorization", ""), ("range", ""),
        ("referer", ""), ("refresh", ""), ("retry-after", ""), ("server", ""), ("set-cookie", ""),
        ("strict-transport-security", ""), ("transfer-encoding", ""), ("user-agent", ""), ("vary", ""), ("via", ""),
        ("www-authenticate", ""),
    ];

    private static readonly Dictionary<string, int> Names = Index();

    internal static (string Name, string Value) At(int index) => Entries[index - 1];

    /// <summary>The first index with this name; 0 for none.</summary>
    internal static int IndexOf(string name) => Names.GetValueOrDefault(name);

    private static Dictionary<string, int> Index()
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 1; i <= Count; i++)
            names.TryAdd(At(i).Name, i);
        return names;
    }
}
