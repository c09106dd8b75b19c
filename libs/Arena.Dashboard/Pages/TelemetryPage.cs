using Arena.Dashboard.Api;
using Arena.Dashboard.Telemetry;
using Microsoft.AspNetCore.Components;

namespace Arena.Dashboard.Pages;

/// <summary>What the pages that show telemetry have in common.</summary>
/// <remarks>Razor makes pages public, and with them this and what their parts take as parameters.</remarks>
public abstract class TelemetryPage : ComponentBase
{
    [Inject] private protected TelemetryStore Store { get; set; } = null!;

    [Inject] protected TimeProvider Time { get; set; } = null!;

    [Inject] private IHttpContextAccessor Accessor { get; set; } = null!;

    protected HttpRequest Request => Accessor.HttpContext!.Request;

    /// <summary>What is wrong with the address; null when nothing is.</summary>
    protected string? Fault { get; private set; }

    private protected abstract void Read(QueryReader query);

    protected override void OnInitialized()
    {
        var query = new QueryReader(Request.Query, Store.Resources, Time);
        Read(query);
        Fault = query.Fault;
    }

    protected string At(params (string Name, string? Value)[] changes) => Request.With(changes);
}
