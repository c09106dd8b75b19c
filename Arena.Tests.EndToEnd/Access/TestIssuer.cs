using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Arena.Tests.EndToEnd.Access;

/// <summary>An OpenID Connect provider in this process: its discovery document, its keys, and tokens as a test wants them.</summary>
internal sealed partial class TestIssuer : IAsyncDisposable
{
    public const string Audience = "arena";

    private readonly WebApplication _app;
    private RsaSecurityKey _key = NewKey("first");
    private int _fetches;

    private TestIssuer(WebApplication app) => _app = app;

    public string Address { get; private set; } = "";

    public RsaSecurityKey Key => _key;

    /// <summary>How often its keys were fetched.</summary>
    public int Fetches => Volatile.Read(ref _fetches);

    public static async Task<TestIssuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var issuer = new TestIssuer(app);
        app.MapGet("/.well-known/openid-configuration", () => new
        {
            issuer = issuer.Address,
            jwks_uri = $"{issuer.Address}/keys",
            authorization_endpoint = $"{issuer.Address}/authorize",
            token_endpoint = $"{issuer.Address}/token",
        });
        app.MapGet("/authorize", issuer.Authorize);
        app.MapPost("/token", issuer.RedeemAsync);
        app.MapGet("/keys", issuer.Keys);
        await app.StartAsync();
        issuer.Address = app.Urls.Single();
        return issuer;
    }

    public void Rotate(string id) => _key = NewKey(id);

    public string Token(
        string? role = "operator", string? tenant = "default", string? issuer = null, string? audience = Audience, TimeSpan? expires = null,
        SigningCredentials? signedBy = null, string? subject = "ada", TimeSpan? begins = null, string? critical = null,
        params Claim[] more)
    {
        var claims = new List<Claim>(more);
        if (subject is not null)
            claims.Add(new Claim("sub", subject));
        if (role is not null)
            claims.Add(new Claim("arena_role", role));
        if (tenant is not null)
            claims.Add(new Claim("arena_tenant", tenant));
        DateTime? until = expires == TimeSpan.MaxValue ? null : DateTime.UtcNow + (expires ?? TimeSpan.FromMinutes(5));
        var handler = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = until is not null };
        return handler.CreateToken(new SecurityTokenDescriptor
        {
            Subject = new ClaimsIdentity(claims),
            Issuer = issuer ?? Address,
            Audience = audience,
            NotBefore = begins is { } later ? DateTime.UtcNow + later : until - TimeSpan.FromHours(1),
            IssuedAt = until - TimeSpan.FromHours(1),
            Expires = until,
            SigningCredentials = signedBy ?? new SigningCredentials(_key, SecurityAlgorithms.RsaSha256),
            AdditionalHeaderClaims = critical is null ? null : new Dictionary<string, object> { ["crit"] = new[] { critical } },
        });
    }

    /// <summary>A token that claims to need no signature.</summary>
    public string Unsigned()
    {
        var parts = Token().Split('.');
        return $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{parts[1]}.";
    }

    /// <summary>A token signed by HMAC with the public key as the secret, for whoever lets the token choose the algorithm.</summary>
    public string SignedWithPublicKey(byte[] secret)
    {
        var head = Base64UrlEncoder.Encode($$"""{"alg":"HS256","typ":"JWT","kid":"{{_key.KeyId}}"}""");
        var text = $"{head}.{Token().Split('.')[1]}";
        return $"{text}.{Base64UrlEncoder.Encode(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(text)))}";
    }

    public static RsaSecurityKey NewKey(string id) => new(RSA.Create(2048)) { KeyId = id };

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private IResult Keys()
    {
        Interlocked.Increment(ref _fetches);
        var ownPublic = new RsaSecurityKey(_key.Rsa.ExportParameters(includePrivateParameters: false)) { KeyId = _key.KeyId };
        var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(ownPublic);
        return Results.Json(new { keys = new[] { new { kty = key.Kty, use = "sig", kid = key.Kid, n = key.N, e = key.E } } });
    }
}
