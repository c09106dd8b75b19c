using System.Security.Cryptography;

namespace Arena.AppHost;

/// <summary>
/// The keys that the system's parts are given. Here there are none, unless they are asked for: then they are new with every run, and the
/// administrator's stands in the run's file, which only its user reads. Where the system is published to, whoever deploys it sets them.
/// </summary>
internal sealed class AccessKeys
{
    /// <summary>Where the administrator's key is in the app host's own configuration.</summary>
    public const string AdminKeySetting = "AppHost:AdminKey";

    private readonly IResourceBuilder<ParameterResource> _admin;
    private readonly IResourceBuilder<ParameterResource> _node;

    private AccessKeys(IResourceBuilder<ParameterResource> admin, IResourceBuilder<ParameterResource> node) =>
        (_admin, _node) = (admin, node);

    /// <summary>Null where nobody has to say who they are.</summary>
    public static AccessKeys? Of(IDistributedApplicationBuilder builder, AppHostSettings settings)
    {
        if (!builder.ExecutionContext.IsRunMode)
            return new(builder.AddParameter("admin-key", secret: true), builder.AddParameter("node-key", secret: true));
        if (!settings.AsksForKeys)
            return null;
        var (admin, node) = (NewSecret(), NewSecret());
        builder.Configuration[AdminKeySetting] = admin;
        return new(builder.AddParameter("admin-key", admin, secret: true), builder.AddParameter("node-key", node, secret: true));
    }

    /// <summary>Lets it ask for keys, and gives it what nodes show.</summary>
    public void GiveTo(IResourceBuilder<ProjectResource> service, bool isControlPlane)
    {
        service.WithEnvironment("Access__Required", "true").WithEnvironment("Access__NodeKey", _node);
        if (isControlPlane)
            service.WithEnvironment("Access__AdminKey", _admin);
    }

    private static string NewSecret() => RandomNumberGenerator.GetHexString(64, lowercase: true);
}
