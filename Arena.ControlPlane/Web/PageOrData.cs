using Arena.ServiceDefaults.Access;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace Arena.ControlPlane.Web;

/// <summary>At an address that has both, browsers get the page and programs the data.</summary>
internal sealed class PageOrData : MatcherPolicy, IEndpointSelectorPolicy
{
    public override int Order => 0;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => endpoints.Any(IsPage) && !endpoints.All(IsPage);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        var wantsPage = PageAccess.IsForPage(httpContext.Request);
        int[] found = [.. Enumerable.Range(0, candidates.Count).Where(candidates.IsValidCandidate)];
        foreach (var other in found.Where(index => IsPage(candidates[index].Endpoint) != wantsPage))
        {
            var score = candidates[other].Score;
            if (!found.Any(index => candidates[index].Score == score && IsPage(candidates[index].Endpoint) == wantsPage))
                continue;
            candidates.SetValidity(other, value: false);
            httpContext.Response.Headers.Vary = "Accept";
        }

        return Task.CompletedTask;
    }

    private static bool IsPage(Endpoint endpoint) => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;
}
