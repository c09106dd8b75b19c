using Microsoft.Extensions.DependencyInjection;

namespace Arena.Hosting.Publishing;

internal static class PublishingServiceCollectionExtensions
{
    public static void AddPublishing(this IServiceCollection services, string appHostDirectory)
    {
        services.AddSingleton(new AppHostDirectory(appHostDirectory));
        services.AddSingleton<IPublisher, ManifestPublisher>();
        services.AddSingleton<IPublisher, ComposePublisher>();
        services.AddSingleton<IPublisher, HelmPublisher>();
        services.AddHostedService<PublishingHost>();
    }
}
