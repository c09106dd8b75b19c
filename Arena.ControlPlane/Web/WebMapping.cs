using System.Text.Unicode;
using Arena.ControlPlane.Web.Agents;
using Arena.ControlPlane.Web.Dashboard;
using Arena.ControlPlane.Web.Design;
using Arena.ControlPlane.Web.Dials;
using Arena.ControlPlane.Web.Flags;
using Arena.ControlPlane.Web.Leagues;
using Arena.ControlPlane.Web.Live;
using Arena.ControlPlane.Web.Matches;
using Arena.ControlPlane.Web.NewLeague;
using Arena.ControlPlane.Web.Refusals;
using Arena.ControlPlane.Web.SignIn;
using Arena.ControlPlane.Web.Work;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;

namespace Arena.ControlPlane.Web;

/// <summary>Pages for people.</summary>
internal static class WebMapping
{
    private const string Assets = "Arena.ControlPlane.staticwebassets.endpoints.json";

    public static void AddWeb(this WebApplicationBuilder builder)
    {
        builder.WebHost.UseStaticWebAssets(); // also when it is started from where it was built
        builder.Configuration.AddInMemoryCollection([new("ReloadStaticAssetsAtRuntime", "false")]); // else it maps a route for any file
        builder.Services.AddRazorComponents();
        // Letters as they are, and not as numbers of them.
        builder.Services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new(UnicodeRanges.All));
        builder.Services.AddScoped<PageChanges>();
        builder.Services.AddScoped<AgentProfiles>();
        builder.Services.AddScoped<QueuedWork>();
        builder.Services.AddSingleton<SealedNotes>();
        builder.Services.AddSingleton<IValidateOptions<DashboardOptions>, DashboardOptionsValidator>();
        builder.Services.AddOptions<DashboardOptions>().Bind(builder.Configuration.GetSection(DashboardOptions.Section)).ValidateOnStart();
        builder.Services.AddSingleton<DashboardLinks>();
        builder.Services.AddSingleton<MatcherPolicy, PageOrData>();
        builder.Services.AddTransient<IStartupFilter, RefusedPages>();
        builder.Services.AddScoped<DraftDesk>();
        builder.Services.AddSingleton<PageRenderer>();
        builder.Services.AddSingleton<LivePages>();
        builder.Services.AddSingleton<LiveMatches>();
    }

    public static void MapWeb(this WebApplication app)
    {
        app.UseAntiforgery();
        app.MapStaticAssets(Assets); // by name: tests have it in a process of another
        app.MapRazorComponents<App>().Add(TakeNoForms);
        app.MapSignIn();
        app.MapLeagueActions();
        app.MapFlagActions();
        app.MapDialActions();
        app.MapNewLeague();
        app.MapLive();
        app.MapMatchDownloads();
    }

    // Forms have endpoints of their own.
    private static void TakeNoForms(EndpointBuilder page)
    {
        foreach (var methods in page.Metadata.OfType<IHttpMethodMetadata>().ToArray())
            page.Metadata.Remove(methods);
        page.Metadata.Add(new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head]));
    }
}
