namespace Arena.Hosting.ApplicationModel;

/// <summary>The resource is told where telemetry goes. Projects are told anyway.</summary>
public class OtlpExporterAnnotation : IResourceAnnotation
{
    public OtlpProtocol? RequiredProtocol { get; init; }
}
