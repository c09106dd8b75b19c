using Arena.ServiceDefaults.Access;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Arena.ServiceDefaults.SignIn;

/// <summary>Sessions of browsers, for the service that has pages.</summary>
public static class SignInRegistration
{
    private const string Protection = "Microsoft.AspNetCore.DataProtection";

    /// <summary>
    /// Lets people sign in. Whoever asks for a page and has not said who they are is sent to <see cref="SignInPath.Page"/>, which the
    /// service has to have. Where its keys for sealing cookies are kept is its own to say, and they are read when the services that were
    /// registered before this have started.
    /// </summary>
    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<IValidateOptions<SignInOptions>, SignInOptionsValidator>();
        builder.Services.AddOptions<SignInOptions>().Bind(builder.Configuration.GetSection(SignInOptions.Section)).ValidateOnStart();
        var schemes = builder.Services.AddAuthentication().AddCookie(SessionScheme.Name);
        builder.Services.AddOptions<CookieAuthenticationOptions>(SessionScheme.Name)
            .Configure<IOptions<SignInOptions>>((cookie, signIn) => SessionScheme.Configure(cookie, signIn.Value));
        builder.Services.AddOptions<PolicySchemeOptions>(AccessRegistration.Scheme).PostConfigure(PreferSession);
        if (SignInOptions.From(builder.Configuration).ClientId is not null)
            schemes.AddProvider();
        builder.AddSealing();
    }

    private static void AddProvider(this AuthenticationBuilder schemes)
    {
        schemes.AddOpenIdConnect(ProviderScheme.Name, _ => { });
        schemes.Services.AddOptions<OpenIdConnectOptions>(ProviderScheme.Name)
            .Configure<IOptions<SignInOptions>, IOptions<AccessOptions>, TimeProvider>(
                (oidc, signIn, access, time) => ProviderScheme.Configure(oidc, signIn.Value, access.Value, time))
            .PostConfigure(oidc => TokenScheme.ForgetOldKeys(oidc.ConfigurationManager));
    }

    // Nobody who is not asked who they are can be told that their session is over.
    private static void PreferSession(PolicySchemeOptions policy)
    {
        var others = policy.ForwardDefaultSelector!;
        policy.ForwardDefaultSelector = context =>
            SessionScheme.IsShown(context.Request)
            && context.RequestServices.GetRequiredService<IOptions<AccessOptions>>().Value.IsRequired
                ? SessionScheme.Name
                : others(context);
    }

    private static void AddSealing(this WebApplicationBuilder builder)
    {
        builder.Services.AddDataProtection().SetApplicationName("arena"); // the same at all replicas, wherever they lie
        builder.Services.AddAntiforgery(forms =>
        {
            forms.Cookie.Name = "arena_forms";
            forms.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            forms.SuppressXFrameOptionsHeader = true; // every answer has it
        });
        var reader = builder.Services.First(service =>
            service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Assembly.GetName().Name == Protection);
        builder.Services.Remove(reader);
        builder.Services.Add(reader);
        builder.Logging.AddFilter(Protection, LogLevel.Error); // it warns that its keys are not encrypted: docs/security.md says so
    }
}
