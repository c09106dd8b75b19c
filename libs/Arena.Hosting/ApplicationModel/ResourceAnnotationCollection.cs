using System.Collections.ObjectModel;

namespace Arena.Hosting.ApplicationModel;

public sealed class ResourceAnnotationCollection : Collection<IResourceAnnotation>;
