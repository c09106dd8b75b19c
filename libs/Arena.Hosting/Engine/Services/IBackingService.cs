using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Engine;

/// <summary>A store or broker that is taken from wherever it can be had.</summary>
internal interface IBackingService : IResourceAnnotation
{
    /// <summary>
    /// Decides, before anything starts, whether a configured server is used, a private one is run, or there is none. It marks the
    /// resource accordingly and says what it decided.
    /// </summary>
    void Choose(EngineContext engine);

    /// <summary>How the private one is run.</summary>
    IWorkload CreateWorkload(EngineContext engine);
}
