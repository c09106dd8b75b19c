using System.Text;
using Arena.Hosting.ApplicationModel;
using Arena.Hosting.Engine;
using Arena.Hosting.Eventing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Arena.Hosting.Publishing;

/// <summary>Publishes and ends, instead of running.</summary>
internal sealed class PublishingHost(
    DistributedApplicationModel model,
    DistributedApplicationExecutionContext context,
    IDistributedApplicationEventing eventing,
    IEnumerable<IPublisher> publishers,
    IConfiguration configuration,
    HostConsole console,
    AppHostDirectory directory,
    DistributedApplicationOptions options,
    IServiceProvider services,
    IHostApplicationLifetime lifetime) : IHostedService
{
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var publisher = publishers.FirstOrDefault(p => p.Name == context.PublisherName) ?? throw new DistributedApplicationException(
            $"There is no publisher '{context.PublisherName}'; there are: {string.Join(", ", publishers.Select(p => p.Name))}.");
        await eventing.PublishAsync(new BeforeStartEvent(services, model), cancellationToken).ConfigureAwait(false);
        DependencyGraph.RequireNoWaitCycle(model.Resources);

        var output = Path.GetFullPath(configuration["output-path"] ?? configuration["Publishing:OutputPath"] ?? publisher.DefaultOutputPath);
        var root = publisher is ManifestPublisher ? Path.GetDirectoryName(output)! : output;
        var published = new PublishingModel(options.ApplicationName, model, context, root, directory.Path);
        foreach (var file in await publisher.PublishAsync(published, cancellationToken).ConfigureAwait(false))
        {
            var path = publisher is ManifestPublisher ? output : Path.Combine(output, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, file.Text, _utf8, cancellationToken).ConfigureAwait(false);
            console.Say($"Published {path}");
        }

        foreach (var server in model.Resources.OfType<PostgresDatabaseResource>().GroupBy(d => d.Parent).Where(g => g.Count() > 1))
            console.Say($"{server.Key.Name}: its image creates the database '{server.First().DatabaseName}' only; create {string.Join(", ", server.Skip(1).Select(d => $"'{d.DatabaseName}'"))} yourself");
        lifetime.StopApplication();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
