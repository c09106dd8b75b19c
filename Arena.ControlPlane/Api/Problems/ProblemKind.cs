namespace Arena.ControlPlane.Api.Problems;

/// <summary>A kind of error as RFC 9457 has it: clients may go by the type, which stays.</summary>
/// <param name="Name">The end of the type.</param>
internal sealed record ProblemKind(int Status, string Name, string Title)
{
    public static ProblemKind BadRequest { get; } = new(400, "bad-request", "The request cannot be understood");

    public static ProblemKind InvalidLeague { get; } = new(400, "invalid-league", "The league document has faults");

    public static ProblemKind Unauthenticated { get; } = new(401, "unauthenticated", "The caller has not said who it is");

    public static ProblemKind Forbidden { get; } = new(403, "forbidden", "The caller may not do that");

    public static ProblemKind NotFound { get; } = new(404, "not-found", "There is no such thing");

    public static ProblemKind MethodNotAllowed { get; } = new(405, "method-not-allowed", "The method is not one of this resource");

    public static ProblemKind Conflict { get; } = new(409, "conflict", "That does not go with how things are");

    public static ProblemKind CallInProgress { get; } = new(409, "call-in-progress", "The same call is being answered");

    public static ProblemKind SwitchedOff { get; } = new(409, "switched-off", "A flag is off");

    public static ProblemKind NotThereYet { get; } = new(409, "not-there-yet", "What it would switch on is not there yet");

    public static ProblemKind TooFast { get; } = new(409, "too-fast", "A dial would change by more than one epoch allows");

    public static ProblemKind TooSlow { get; } = new(408, "too-slow", "The body came too slowly");

    // No 429: clients take that for too many calls, and repeat them by themselves.
    public static ProblemKind QuotaExceeded { get; } = new(409, "quota-exceeded", "The tenant would have more than its quota");

    public static ProblemKind PreconditionFailed { get; } = new(412, "precondition-failed", "It was changed meanwhile");

    public static ProblemKind TooLarge { get; } = new(413, "too-large", "The request is too large");

    public static ProblemKind UnsupportedMediaType { get; } = new(415, "unsupported-media-type", "The body is of another type");

    public static ProblemKind KeyReused { get; } = new(422, "idempotency-key-reused", "The idempotency key is another call's");

    public static ProblemKind TooManyRequests { get; } = new(429, "too-many-requests", "That are more calls than are taken");

    public static ProblemKind Internal { get; } = new(500, "internal-error", "The server has failed");

    public static ProblemKind Altered { get; } = new(500, "ledger-altered", "What the ledger has of this was altered");

    public static ProblemKind Unavailable { get; } = new(503, "unavailable", "That cannot be done right now");

    public static ProblemKind TookTooLong { get; } = new(504, "took-too-long", "The call took too long");

    private static readonly Dictionary<int, ProblemKind> _byStatus =
        new[]
        {
            BadRequest, Unauthenticated, Forbidden, NotFound, MethodNotAllowed, Conflict, PreconditionFailed, TooSlow, TooLarge,
            UnsupportedMediaType, TooManyRequests, Internal, Unavailable, TookTooLong,
        }.ToDictionary(kind => kind.Status);

    /// <summary>What identifies the kind.</summary>
    public string Type => $"urn:arena:problem:{Name}";

    /// <summary>What a status says that comes without a kind.</summary>
    public static ProblemKind Of(int status) => _byStatus.GetValueOrDefault(status) ?? new(status, $"status-{status}", $"Status {status}");
}
