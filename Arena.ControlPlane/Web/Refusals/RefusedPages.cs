using Arena.ServiceDefaults.Access;

namespace Arena.ControlPlane.Web.Refusals;

/// <summary>People at a browser get a page where there is none for them, within what answers programs with problems.</summary>
internal sealed class RefusedPages : IStartupFilter
{
    private const string Page = "/refused/{0}";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseWhen(
            context => PageAccess.IsForPage(context.Request),
            pages => pages.UseStatusCodePagesWithReExecute(Page, createScopeForStatusCodePages: true));
        next(app);
    };
}
