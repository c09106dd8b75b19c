using Microsoft.Extensions.Configuration;

namespace Arena.ServiceDefaults.SignIn;

/// <summary>Configuration section <c>SignIn</c>: how people sign in to the pages.</summary>
public sealed class SignInOptions
{
    public const string Section = "SignIn";

    /// <summary>
    /// What this system is called at the provider of <c>Access:Issuer</c>. With it people may sign in there (OpenID Connect), beside
    /// signing in with a key. Default: none.
    /// </summary>
    public string? ClientId { get; set; }

    /// <summary>What it shows to the provider. Default: none, where the provider asks for none.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>What the provider is asked for, with spaces between. Its ID token must have the claims of role and tenant.</summary>
    public string Scopes { get; set; } = "openid profile";

    /// <summary>After how long people must sign in again. Default 8 h.</summary>
    public TimeSpan Session { get; set; } = TimeSpan.FromHours(8);

    /// <summary>As configured, before there are services.</summary>
    internal static SignInOptions From(IConfiguration configuration) =>
        configuration.GetSection(Section).Get<SignInOptions>() ?? new SignInOptions();
}
