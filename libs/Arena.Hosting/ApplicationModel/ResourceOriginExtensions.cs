using Arena.Hosting.Engine;

namespace Arena.Hosting.ApplicationModel;

/// <summary>Where a store comes from; a database shares the fate of its server.</summary>
internal static class ResourceOriginExtensions
{
    /// <summary>It is not there, and nobody will wait for it.</summary>
    public static bool IsEmbedded(this IResource resource) => resource.HasAnnotationOfType<EmbeddedAnnotation>();

    /// <summary>Somebody else runs it.</summary>
    public static bool IsExternal(this IResource resource) => resource.HasAnnotationOfType<ConnectionStringRedirectAnnotation>();
}
