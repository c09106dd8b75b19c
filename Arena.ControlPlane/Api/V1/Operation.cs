using Microsoft.AspNetCore.Mvc;

namespace Arena.ControlPlane.Api.V1;

/// <summary>What the API's document says of an operation.</summary>
internal static class Operation
{
    /// <param name="id">Unique in the document; what generated clients call it.</param>
    /// <param name="summary">In a few words.</param>
    /// <param name="failures">The statuses of its problems, beside those that every operation has.</param>
    public static RouteHandlerBuilder WithOperation(this RouteHandlerBuilder endpoint, string id, string summary, params int[] failures)
    {
        endpoint.WithName(id).WithSummary(summary);
        foreach (var status in failures)
            endpoint.ProducesProblem(status);
        return endpoint;
    }

    /// <summary>Takes <c>If-Match</c>.</summary>
    /// <param name="group">The operations.</param>
    /// <param name="what">Of what the tag is, in a word.</param>
    public static RouteGroupBuilder WithIfMatch(this RouteGroupBuilder group, string what) => group.WithMetadata(new TakesIfMatch(what));
}

/// <summary>Marks operations whose body is a document, which may be as large as the service allows.</summary>
internal sealed record TakesDocument;

/// <summary>Marks operations that change something on condition of its entity tag.</summary>
internal sealed record TakesIfMatch(string What);
