using System.Xml.Linq;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Arena.Tests.ControlPlane.Web;

/// <summary>Components as the markup that a browser gets, and as the elements that it makes of it.</summary>
internal static class Markup
{
    public static async Task<string> OfAsync<TComponent>(params (string Name, object? Value)[] parameters)
        where TComponent : IComponent
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var view = ParameterView.FromDictionary(parameters.ToDictionary(p => p.Name, p => p.Value));
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<TComponent>(view)).ToHtmlString());
    }

    /// <summary>The markup as elements: what is not well-formed as XML is refused, which drawings are.</summary>
    public static async Task<XElement> ReadAsync<TComponent>(params (string Name, object? Value)[] parameters)
        where TComponent : IComponent => XElement.Parse($"<root>{await OfAsync<TComponent>(parameters)}</root>");

    /// <summary>All elements that have this class among theirs.</summary>
    public static IEnumerable<XElement> Of(this XElement root, params string[] classes) =>
        from element in root.Descendants()
        let own = ((string?)element.Attribute("class") ?? "").Split(' ')
        where classes.All(own.Contains)
        select element;
}
