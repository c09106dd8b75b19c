using static Arena.ServiceDefaults.Access.AccessRule;

namespace Arena.ServiceDefaults.Access;

/// <summary>
/// Who may call what, of all services. The longest path that covers a call decides, and of its rows one for the method before one for any;
/// what has no row nobody may call. A test walks everything that is mapped and demands a row.
/// </summary>
internal static class AccessTable
{
    private const string Any = "*";
    private const string Get = "GET";
    private const string Post = "POST";

    private static readonly AccessRow[] _rows =
    [
        // Of every service.
        new(Any, "/health", Everybody),
        new(Any, "/alive", Everybody),
        new(Any, "/ready", Everybody),
        new(Any, "/metrics", OfSystem(Role.Viewer)),
        new(null, "grpc.health.v1.Health", Everybody),
        new(null, "grpc.health.v1.Health/Watch", Stream(Everybody)),
        new(null, "grpc.reflection.v1.ServerReflection", Stream(Everybody)),
        new(null, "grpc.reflection.v1alpha.ServerReflection", Stream(Everybody)),

        // Leagues and what is known of them.
        new(Get, "/", From(Role.Viewer)),
        new(Get, "/leagues", From(Role.Viewer)),
        new(Get, "/v1/leagues", From(Role.Viewer)),
        new(Get, "/v1/leagues/{id}/standings/stream", Stream(From(Role.Viewer))),
        new(Get, "/v1/leagues/{id}/events", Stream(From(Role.Viewer))),
        new(Get, "/v1/leagues/{id}/ratings/history", Background(From(Role.Viewer))),
        new(Get, "/v1/leagues/{id}/matches", Background(From(Role.Viewer))),
        new(Get, "/v1/leagues/{id}/matches/{index}", From(Role.Viewer)),
        new(Get, "/v1/leagues/{id}/matches/{index}/replay", Background(From(Role.Viewer))),
        new(Post, "/v1/leagues", From(Role.Operator)),
        new(Get, "/v1/events", Stream(From(Role.Viewer))),
        new(Get, "/v1/agents", From(Role.Viewer)),
        new(null, "arena.v1.LeagueService", From(Role.Viewer)),
        new(null, "arena.v1.LeagueService/Start", From(Role.Operator)),
        new(null, "arena.v1.LeagueService/Pause", From(Role.Operator)),
        new(null, "arena.v1.LeagueService/Resume", From(Role.Operator)),
        new(null, "arena.v1.LeagueService/Stop", From(Role.Operator)),
        new(null, "arena.v1.LeagueService/Watch", Stream(From(Role.Viewer))),
        new(null, "arena.v1.LeagueService/WatchEvents", Stream(From(Role.Viewer))),
        new(null, "arena.v1.LeagueService/ListMatches", Background(From(Role.Viewer))),
        new(null, "arena.v1.RatingService", From(Role.Viewer)),
        new(null, "arena.v1.RatingService/GetRatingHistory", Background(From(Role.Viewer))),
        new(null, "arena.v1.AgentService", From(Role.Viewer)),

        // Keys and tenants.
        new(Any, "/v1/keys", From(Role.Admin)),
        new(Any, "/v1/tenants", OfSystem(Role.Admin)),
        new(null, "arena.v1.AccessService/CreateKey", From(Role.Admin)),
        new(null, "arena.v1.AccessService/ListKeys", From(Role.Admin)),
        new(null, "arena.v1.AccessService/RevokeKey", From(Role.Admin)),
        new(null, "arena.v1.AccessService/CreateTenant", OfSystem(Role.Admin)),
        new(null, "arena.v1.AccessService/ListTenants", OfSystem(Role.Admin)),
        new(null, "arena.v1.AccessService/CheckKey", OfSystem(Role.Node)),

        // The API's own description.
        new(Get, "/openapi", Everybody),
        new(Get, "/reference", Everybody),

        // What the system itself is made of, and who changed what in it.
        new(Get, "/stats", OfSystem(Role.Viewer)),
        new(Get, "/arena/nodes", OfSystem(Role.Operator)),
        new(Get, "/v1/nodes", OfSystem(Role.Operator)),
        new(Get, "/v1/ledger", Background(OfSystem(Role.Operator))),
        new(Get, "/v1/audit", Background(OfSystem(Role.Admin))),
        new(null, "arena.v1.AuditService", Background(OfSystem(Role.Admin))),
        new(null, "arena.v1.ProofService", Background(From(Role.Viewer))),
        new(null, "arena.v1.ProofService/RotateKey", OfSystem(Role.Admin)),
        new(null, "arena.v1.NodeService", OfSystem(Role.Operator)),
        new(null, "arena.v1.LedgerService", Background(OfSystem(Role.Operator))),
        new(null, "arena.v1.WorkService", Stream(OfSystem(Role.Node))),

        // Bots dial nodes; a node takes a seat for one at another node.
        new(null, "arena.v1.BotService/Play", Stream(From(Role.Competitor))),
        new(null, "arena.v1.BotService/Sit", Stream(OfSystem(Role.Node))),

        // Models that are learned together are the system's own.
        new(null, "arena.v1.FederationService", OfSystem(Role.Viewer)),
        new(null, "arena.v1.FederationService/CreateModel", OfSystem(Role.Operator)),
        new(null, "arena.v1.FederationService/SubmitUpdate", Background(OfSystem(Role.Competitor))),
    ];

    /// <summary>The rule of an HTTP endpoint; null when there is none.</summary>
    public static AccessRule? OfRoute(string method, string route)
    {
        var asked = method == "HEAD" ? Get : method;
        var path = route.StartsWith('/') ? route : $"/{route}";
        return _rows.Where(row => row.Method is not null && (row.Method == asked || row.Method == Any) && IsOf(row, path))
            .OrderByDescending(row => row.Path.Length).ThenBy(row => row.Method == Any).FirstOrDefault()?.Rule;
    }

    /// <summary>The rule of an rpc, <c>package.Service/Method</c>; null when there is none.</summary>
    public static AccessRule? OfRpc(string rpc) =>
        _rows.Where(row => row.Method is null && row.Covers(rpc)).MaxBy(row => row.Path.Length)?.Rule;

    private static AccessRule Stream(AccessRule rule) => rule with { Class = CallClass.Stream };

    private static AccessRule Background(AccessRule rule) => rule with { Class = CallClass.Background };

    // The root is a page, and not everything.
    private static bool IsOf(AccessRow row, string path) => row.Path == "/" ? path == "/" : row.Covers(path);
}
