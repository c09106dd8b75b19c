namespace Arena.ControlPlane.Web.Live;

/// <summary>
/// The page may be watched (<see cref="LiveEndpoint"/>): it can be rendered without a request, and tells what it changes with.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class WatchableAttribute : Attribute;
