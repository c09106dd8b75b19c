using System.Globalization;
using Arena.ServiceDefaults.Access;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace Arena.ControlPlane.Web.Live;

/// <summary>Renders a page's own part, without the document around it, when nobody has asked for it by a request of their own.</summary>
internal sealed class PageRenderer(
    EndpointDataSource endpoints, IServiceScopeFactory scopes, IHttpContextAccessor accessor, ILoggerFactory loggers)
{
    private static readonly Uri _base = new("http://localhost/"); // pages name no other addresses than paths

    private readonly Lazy<PageRoute[]> _routes = new(() =>
        [.. endpoints.Endpoints.OfType<RouteEndpoint>().SelectMany(PageRoute.Of).OrderBy(route => route.Parameters)]);

    /// <summary>The route of the page at this path; null when there is none that may be watched.</summary>
    public string? RouteOf(string path) => Find(path)?.Route;

    /// <returns>The page as HTML, and what it will change with.</returns>
    public async Task<(string Html, PageChanges Changes)> RenderAsync(LiveAddress address, CancellationToken cancellationToken)
    {
        var (_, type, values) = Find(address.Path) ?? throw new ArgumentException($"There is no page at {address.Path}.", nameof(address));
        await using var scope = scopes.CreateAsyncScope();
        accessor.HttpContext = new DefaultHttpContext
        {
            RequestServices = scope.ServiceProvider,
            User = new Caller("page", address.Tenant, address.Role, []).ToPrincipal(nameof(LiveAddress)),
            RequestAborted = cancellationToken,
        };
        var navigation = (IHostEnvironmentNavigationManager)scope.ServiceProvider.GetRequiredService<NavigationManager>();
        navigation.Initialize(_base.ToString(), new Uri(_base, address.Path + address.Query).ToString());
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync(type, ParameterView.FromDictionary(values))).ToHtmlString());
        return (html, scope.ServiceProvider.GetRequiredService<PageChanges>());
    }

    private (string Route, Type Type, Dictionary<string, object?> Values)? Find(string path) =>
        _routes.Value.Select(route => route.Match(path)).FirstOrDefault(match => match is not null);

    /// <summary>The part of a query that the page at this path reads, in a fixed order: the same page is the same address.</summary>
    public string QueryOf(string path, IQueryCollection query)
    {
        var read = Find(path)?.Type.GetProperties().Where(p => p.IsDefined(typeof(SupplyParameterFromQueryAttribute), inherit: false));
        var found = (read ?? []).Select(p => (Name: p.Name.ToLowerInvariant(), Value: query[p.Name].ToString()))
            .Where(parameter => parameter.Value.Length > 0).OrderBy(parameter => parameter.Name, StringComparer.Ordinal);
        return QueryString.Create(found.Select(p => KeyValuePair.Create<string, string?>(p.Name, p.Value))).ToString();
    }

    private sealed record PageRoute(string Route, Type Type, TemplateMatcher Matcher, int Parameters)
    {
        public static IEnumerable<PageRoute> Of(RouteEndpoint endpoint)
        {
            var pattern = endpoint.RoutePattern;
            if (endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is { Type: var type }
                && type.IsDefined(typeof(WatchableAttribute), inherit: false))
                yield return new PageRoute(
                    pattern.RawText!, type, new TemplateMatcher(new RouteTemplate(pattern), []), pattern.Parameters.Count);
        }

        public (string Route, Type Type, Dictionary<string, object?> Values)? Match(string path)
        {
            var (found, values) = (new RouteValueDictionary(), new Dictionary<string, object?>());
            if (!Matcher.TryMatch(path, found))
                return null;
            foreach (var (name, text) in found)
            {
                var isNumber = Type.GetProperty(name)?.PropertyType == typeof(int); // other parameters of pages are text
                if (!isNumber)
                    values[name] = text;
                else if (int.TryParse(text as string, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                    values[name] = number;
                else
                    return null;
            }

            return (Route, Type, values);
        }
    }
}
