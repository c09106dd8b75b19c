using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.Tokens;

namespace Arena.Tests.EndToEnd.Access;

/// <summary>Its code flow: it lets in everybody who comes, and holds clients to what they began with.</summary>
internal sealed partial class TestIssuer
{
    public const string ClientId = "arena-pages";
    public const string ClientSecret = "the-pages-secret";

    private readonly ConcurrentDictionary<string, IQueryCollection> _asked = [];

    /// <summary>The ID token that answers a question with this nonce. A test may give a wrong one.</summary>
    public Func<string, string>? IdToken { get; set; }

    /// <summary>What was wrong with requests for tokens.</summary>
    public ConcurrentQueue<string> Refused { get; } = [];

    /// <summary>An ID token as it should be, but for what a test wants else.</summary>
    public string Identity(
        string nonce, string? role = "operator", string? tenant = "default", string audience = ClientId, TimeSpan? expires = null,
        SigningCredentials? signedBy = null, string? issuer = null) => Token(
        role, tenant, issuer, audience, expires, signedBy, more: new Claim("nonce", nonce));

    private IResult Authorize(HttpContext context)
    {
        var asked = context.Request.Query;
        if (asked["response_type"] != "code" || asked["client_id"] != ClientId || asked["code_challenge_method"] != "S256")
            return Results.BadRequest();
        var code = RandomNumberGenerator.GetHexString(32);
        _asked[code] = asked;
        return Results.Redirect(QueryHelpers.AddQueryString(
            asked["redirect_uri"].ToString(), new Dictionary<string, string?> { ["code"] = code, ["state"] = asked["state"] }));
    }

    private async Task<IResult> RedeemAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        if (!_asked.TryRemove(form["code"].ToString(), out var asked))
            return Refuse("code");
        var challenge = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        if (challenge != asked["code_challenge"])
            return Refuse("code_verifier");
        if (form["client_secret"] != ClientSecret || form["redirect_uri"] != asked["redirect_uri"])
            return Refuse("client");
        var nonce = asked["nonce"].ToString();
        return Results.Json(new
        {
            access_token = "of-no-use-here", token_type = "Bearer", expires_in = 300,
            id_token = IdToken is null ? Identity(nonce) : IdToken(nonce),
        });
    }

    private IResult Refuse(string what)
    {
        Refused.Enqueue(what);
        return Results.Json(new { error = "invalid_grant" }, statusCode: StatusCodes.Status400BadRequest);
    }
}
