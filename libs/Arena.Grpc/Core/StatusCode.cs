namespace Grpc.Core;

/// <summary>The outcome of a call, as numbered on the wire (gRPC <c>doc/statuscodes.md</c>).</summary>
public enum StatusCode
{
    /// <summary>Not an error.</summary>
    OK = 0,

    /// <summary>The call was cancelled, usually by the caller.</summary>
    Cancelled = 1,

    /// <summary>An error without a better name: a status from another error space, or an exception in the handler.</summary>
    Unknown = 2,

    /// <summary>The request is wrong whatever the state of the system.</summary>
    InvalidArgument = 3,

    /// <summary>The deadline passed before the call finished; the work may have been done all the same.</summary>
    DeadlineExceeded = 4,

    /// <summary>The requested entity does not exist.</summary>
    NotFound = 5,

    /// <summary>The entity to be created exists already.</summary>
    AlreadyExists = 6,

    /// <summary>The caller is known, and not allowed.</summary>
    PermissionDenied = 7,

    /// <summary>A quota, a size limit or a space is used up.</summary>
    ResourceExhausted = 8,

    /// <summary>The system is not in the state the request needs; retrying alone does not help.</summary>
    FailedPrecondition = 9,

    /// <summary>The operation lost against a concurrent one; retry the larger unit of work.</summary>
    Aborted = 10,

    /// <summary>The operation went past a valid range.</summary>
    OutOfRange = 11,

    /// <summary>The service or the method does not exist here, or is switched off.</summary>
    Unimplemented = 12,

    /// <summary>An invariant broke, on either side or on the wire.</summary>
    Internal = 13,

    /// <summary>The service cannot be reached now; a retry may help.</summary>
    Unavailable = 14,

    /// <summary>Unrecoverable loss or corruption of data.</summary>
    DataLoss = 15,

    /// <summary>The request carries no valid credentials.</summary>
    Unauthenticated = 16,
}
