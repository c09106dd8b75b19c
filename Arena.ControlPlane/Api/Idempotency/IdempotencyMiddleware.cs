using System.Security.Cryptography;
using System.Text;
using Arena.Backplane.Ledger;
using Arena.ControlPlane.Api.Problems;
using Arena.ServiceDefaults.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Arena.ControlPlane.Api.Idempotency;

/// <summary>
/// Makes a call with an <c>Idempotency-Key</c> once, however often it comes and at whichever replica (draft-ietf-httpapi-idempotency-key
/// -header): the ledger decides who makes it, and keeps the answer.
/// </summary>
internal sealed class IdempotencyMiddleware(RequestDelegate next, IIdempotencyStore store)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata is not { } operation || operation.GetMetadata<Idempotent>() is null
            || operation.GetMetadata<ToldOnce>() is not null
            || context.Request.Headers[Idempotent.Header] is not { Count: > 0 } given)
        {
            await next(context);
            return;
        }

        var key = given.ToString();
        if (FaultOf(key) is { } fault)
        {
            await fault.ExecuteAsync(context);
            return;
        }

        var caller = Caller.Of(context);
        key = $"{caller.Tenant} {caller.Id} {key}"; // two callers may have the same
        var call = await store.BeginAsync(
            key, await FingerprintAsync(context.Request), Idempotent.Held, Idempotent.Kept, context.RequestAborted);
        await (call switch
        {
            IdempotentCall.Begun begun => MakeAsync(context, key, begun),
            IdempotentCall.Done done => StoredAnswer.Read(done.Answer).SendAsync(context),
            IdempotentCall.InProgress => InProgress(context, given.ToString()).ExecuteAsync(context),
            _ => Problem.Of(ProblemKind.KeyReused, $"The key '{given}' was used for another call; wanted a new one.").ExecuteAsync(context),
        });
    }

    private static ProblemHttpResult? FaultOf(string key) =>
        key.Length is > 0 and <= Idempotent.MaxKeyLength && key.All(c => c is > ' ' and <= '~')
            ? null
            : Problem.BadRequest(
                $"{Idempotent.Header}: found {key.Length} characters; wanted 1 to {Idempotent.MaxKeyLength} of visible ASCII.");

    private static ProblemHttpResult InProgress(HttpContext context, string key)
    {
        context.Response.Headers.RetryAfter = "1";
        return Problem.Of(ProblemKind.CallInProgress, $"The call with the key '{key}' is being answered; ask again.");
    }

    private async Task MakeAsync(HttpContext context, string key, IdempotentCall.Begun call)
    {
        Idempotent.SetToken(context, call.Token);
        var body = context.Response.Body;
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        var isKept = false;
        try
        {
            await next(context);
            if (context.Response.StatusCode < StatusCodes.Status500InternalServerError)
            {
                await store.CompleteAsync(key, call, StoredAnswer.Of(context.Response, answer.ToArray()).Write(), CancellationToken.None);
                isKept = true;
            }
        }
        finally
        {
            context.Response.Body = body;
            if (!isKept)
                await store.ReleaseAsync(key, call, CancellationToken.None);
        }

        if (answer.Length > 0) // otherwise it is told outside of this
            await body.WriteAsync(answer.ToArray(), context.RequestAborted);
    }

    private static async Task<byte[]> FingerprintAsync(HttpRequest request)
    {
        request.EnableBuffering();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n{request.Headers.IfMatch}\n"));
        var buffer = new byte[16 * 1024];
        while (await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted) is > 0 and var read)
            hash.AppendData(buffer, 0, read);
        request.Body.Position = 0;
        return hash.GetHashAndReset();
    }
}
