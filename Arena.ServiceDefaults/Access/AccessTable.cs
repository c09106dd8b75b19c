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
    private const string Put = "PUT";

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
        new(Post, "/leagues", From(Role.Operator)),
        new(Post, "/leagues/new", From(Role.Viewer)), // who only checks a document; the page asks again for what more it does
        new(Get, "/leagues/{id}/matches/{index}/download", Background(From(Role.Viewer))),
        new(Get, "/agents", From(Role.Viewer)),
        new(Get, "/work", From(Role.Viewer)),
        new(Get, "/nodes", OfSystem(Role.Operator)),
        new(Get, "/live", Stream(From(Role.Viewer))),
        new(Any, "/not-found", Everybody),
        new(Any, "/refused", Everybody), // why somebody sees no other page
        new(Any, "/_framework", Everybody), // what pages are made with
        new(Get, "/v1/leagues", From(Role.Viewer)),
        new(Get, "/v1/leagues/{id}/standings/stream", Stream(From(Role.Viewer))),
        new(Get, "/v1/leagues/{id}/events", Stream(From(Role.Viewer))),
        new(Get, "/v1/leagues/{id}/ratings/history", Background(From(Role.Viewer))),
        new(Get, "/v1/leagues/{id}/matches", Background(From(Role.Viewer))),
        new(Get, "/v1/leagues/{id}/matches/{index}", From(Role.Viewer)),
        new(Get, "/v1/leagues/{id}/matches/{index}/replay", Background(From(Role.Viewer))),
        new(Get, "/v1/leagues/{id}/matches/{index}/proof", Background(From(Role.Viewer))),
        new(Post, "/v1/leagues", From(Role.Operator)),
        new(Post, "/v1/leagues/try", Background(From(Role.Operator))),
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

        // Signing in to the pages.
        new(Get, "/sign-in", Everybody),
        new(Post, "/sign-in", Everybody),
        new(Post, "/sign-out", Everybody),

        // Keys and tenants.
        new(Any, "/v1/keys", From(Role.Admin)),
        new(Any, "/v1/tenants", OfSystem(Role.Admin)),
        new(null, "arena.v1.AccessService/CreateKey", From(Role.Admin)),
        new(null, "arena.v1.AccessService/ListKeys", From(Role.Admin)),
        new(null, "arena.v1.AccessService/RevokeKey", From(Role.Admin)),
        new(null, "arena.v1.AccessService/CreateTenant", OfSystem(Role.Admin)),
        new(null, "arena.v1.AccessService/SetTenantQuotas", OfSystem(Role.Admin)),
        new(null, "arena.v1.AccessService/ListTenants", OfSystem(Role.Admin)),
        new(null, "arena.v1.AccessService/CheckKey", OfSystem(Role.Node)),

        // Flags.
        new(Get, "/flags", From(Role.Viewer)),
        new(Post, "/flags", From(Role.Operator)),
        new(Get, "/v1/flags", From(Role.Viewer)),
        new(Get, "/v1/flags/{name}/report", Background(From(Role.Viewer))),
        new(Put, "/v1/flags/{name}", From(Role.Operator)),
        new(null, "arena.v1.FlagService", From(Role.Viewer)),
        new(null, "arena.v1.FlagService/Report", Background(From(Role.Viewer))),
        new(null, "arena.v1.FlagService/Set", From(Role.Operator)),
        new(null, "arena.v1.FlagService/Watch", Stream(OfSystem(Role.Node))),

        // Dials are the system's own; everybody may know how matches are played.
        new(Get, "/dials", From(Role.Viewer)),
        new(Post, "/dials", OfSystem(Role.Operator)),
        new(Get, "/v1/dials", From(Role.Viewer)),
        new(Get, "/v1/dials/epochs/{number}/effect", Background(From(Role.Viewer))),
        new(Put, "/v1/dials/{name}", OfSystem(Role.Operator)),
        new(Post, "/v1/dials/rollback", OfSystem(Role.Operator)),
        new(null, "arena.v1.DialService", From(Role.Viewer)),
        new(null, "arena.v1.DialService/Set", OfSystem(Role.Operator)),
        new(null, "arena.v1.DialService/Rollback", OfSystem(Role.Operator)),
        new(null, "arena.v1.DialService/Effect", Background(From(Role.Viewer))),
        new(null, "arena.v1.DialService/Watch", Stream(OfSystem(Role.Node))),

        // The API's own description.
        new(Get, "/openapi", Everybody),
        new(Get, "/reference", Everybody),

        // What the system itself is made of, and who changed what in it.
        new(Get, "/stats", OfSystem(Role.Viewer)),
        new(Get, "/arena/nodes", OfSystem(Role.Operator)),
        new(Get, "/v1/nodes", OfSystem(Role.Operator)),
        new(Get, "/v1/ledger", Background(OfSystem(Role.Operator))),
        new(Get, "/v1/checkpoints", Background(From(Role.Viewer))),
        new(Get, "/audit", Background(From(Role.Admin))),
        new(Get, "/v1/audit", Background(From(Role.Admin))),
        new(null, "arena.v1.AuditService", Background(From(Role.Admin))),
        new(null, "arena.v1.ProofService", Background(From(Role.Viewer))),
        new(null, "arena.v1.ProofService/RotateKey", OfSystem(Role.Admin)),
        new(null, "arena.v1.NodeService", OfSystem(Role.Operator)),
        new(null, "arena.v1.LedgerService", Background(OfSystem(Role.Operator))),
        new(null, "arena.v1.WorkService", Stream(OfSystem(Role.Node))),

        // Bots dial nodes; a node takes a seat for one at another node.
        new(null, "arena.v1.BotService/Play", Stream(From(Role.Competitor))),
        new(null, "arena.v1.BotService/Sit", Stream(OfSystem(Role.Node))),

        // Models that are learned together are the system's own.
        new(null, "arena.v1.FederationService", NodesToo(OfSystem(Role.Viewer))),
        new(null, "arena.v1.FederationService/CreateModel", OfSystem(Role.Operator)),
        new(null, "arena.v1.FederationService/SubmitUpdate", Background(NodesToo(OfSystem(Role.Competitor)))),
        new(null, "arena.v1.FederationService/WatchModels", Stream(NodesToo(OfSystem(Role.Viewer)))),
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
