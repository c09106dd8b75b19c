using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Arena.ServiceDefaults.Access;

/// <summary>Who calls, and whether they may: asked of every call to every service.</summary>
internal static partial class AccessRegistration
{
    public static void AddAccess(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<AccessOptions>, AccessOptionsValidator>();
        builder.Services.AddOptions<AccessOptions>().Bind(builder.Configuration.GetSection(AccessOptions.Section)).ValidateOnStart();
        builder.Services.AddAuthentication(KeyHandler.Name).AddScheme<AuthenticationSchemeOptions, KeyHandler>(KeyHandler.Name, null);
        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder(KeyHandler.Name).AddRequirements(new TableRequirement()).Build());
        builder.Services.AddSingleton<IAuthorizationMiddlewareResultHandler, RefusalWriter>();
    }

    public static void UseAccess(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<IOptions<AccessOptions>>().Value.IsRequired)
            LogOpen(app.Logger);
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Whoever is on this machine may do everything: no key is asked for. Access__Required=true changes that")]
    private static partial void LogOpen(ILogger logger);
}
