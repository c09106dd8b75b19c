using Arena.ServiceDefaults.Limits;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Arena.ServiceDefaults.Access;

/// <summary>Who calls, and whether they may: asked of every call to every service.</summary>
internal static partial class AccessRegistration
{
    public const string Scheme = "access";

    public static void AddAccess(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<AccessOptions>, AccessOptionsValidator>();
        builder.Services.AddOptions<AccessOptions>().Bind(builder.Configuration.GetSection(AccessOptions.Section)).ValidateOnStart();
        builder.Services.AddAuthentication(Scheme)
            .AddPolicyScheme(Scheme, null, policy => policy.ForwardDefaultSelector = SchemeOf)
            .AddScheme<AuthenticationSchemeOptions, KeyHandler>(KeyHandler.Name, null)
            .AddJwtBearer(TokenScheme.Name, _ => { });
        CertificateScheme.AddTo(builder);
        builder.Services.AddOptions<JwtBearerOptions>(TokenScheme.Name)
            .Configure<IOptions<AccessOptions>>((jwt, access) => TokenScheme.Configure(jwt, access.Value))
            .Configure<TimeProvider>(TokenLifetime.By)
            .PostConfigure(jwt => TokenScheme.ForgetOldKeys(jwt.ConfigurationManager));
        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().AddRequirements(new TableRequirement()).Build());
        builder.Services.AddSingleton<IAuthorizationMiddlewareResultHandler, RefusalWriter>();
        builder.AddLimits();
        builder.Services.AddSingleton<Guesses>();
        builder.Services.AddSingleton<OpenCalls>();
        builder.Services.AddHostedService(services => services.GetRequiredService<OpenCalls>());
    }

    public static void UseAccess(this WebApplication app)
    {
        app.Lifetime.ApplicationStarted.Register(() => SayWhetherOpen(app));
        app.Use(SecurityHeaders.RunAsync);
        app.Use(ForeignPages.RunAsync);
        app.Use(UnreadableBody.RunAsync);
        app.UseRouting();
        app.UseAuthentication();
        app.UseLimits();
        app.UseAuthorization();
        app.Use(app.Services.GetRequiredService<OpenCalls>().RunAsync);
    }

    private static void SayWhetherOpen(WebApplication app)
    {
        if (!app.Services.GetRequiredService<IOptions<AccessOptions>>().Value.IsRequired)
            LogOpen(app.Logger);
    }

    // A token has dots in it, and a key has none.
    private static string SchemeOf(HttpContext context)
    {
        var options = context.RequestServices.GetRequiredService<IOptions<AccessOptions>>().Value;
        if (CertificateScheme.IsShown(context, options))
            return CertificateScheme.Name;
        return options.Issuer is not null && ShownKey.Of(context.Request)?.Contains('.', StringComparison.Ordinal) == true
            ? TokenScheme.Name
            : KeyHandler.Name;
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Whoever is on this machine may do everything: no key is asked for. Access__Required=true changes that")]
    private static partial void LogOpen(ILogger logger);
}
