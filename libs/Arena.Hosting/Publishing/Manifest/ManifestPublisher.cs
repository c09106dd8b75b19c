using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Publishing;

/// <summary>The deployment manifest that <c>azd</c> reads (schema aspire-8.0). It knows no replicas, waits or health checks.</summary>
internal sealed class ManifestPublisher : IPublisher
{
    private static readonly JsonSerializerOptions _format = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Name => "manifest";

    public string DefaultOutputPath => "aspire-manifest.json";

    public async Task<IReadOnlyList<PublishedFile>> PublishAsync(PublishingModel model, CancellationToken cancellationToken)
    {
        var writer = new ManifestResources(model);
        var resources = new JsonObject();
        foreach (var parameter in model.Parameters.Where(p => p is not IResourceWithConnectionString))
            resources[parameter.Name] = ManifestResources.Parameter(parameter);
        foreach (var resource in model.Resources.Where(r => !resources.ContainsKey(r.Name)))
        {
            if (await writer.DescribeAsync(resource, cancellationToken).ConfigureAwait(false) is { } description)
                resources[resource.Name] = description;
        }

        foreach (var parameter in writer.Renderer.UrlEncoded)
            resources[ManifestRenderer.UrlEncodedName(parameter)] = new JsonObject { ["type"] = "annotated.string", ["value"] = $"{{{parameter}.value}}", ["filter"] = "uri" };

        var manifest = new JsonObject { ["$schema"] = "https://json.schemastore.org/aspire-8.0.json", ["resources"] = resources };
        return [new PublishedFile(DefaultOutputPath, manifest.ToJsonString(_format) + "\n")];
    }
}
