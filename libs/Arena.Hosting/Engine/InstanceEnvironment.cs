using System.Globalization;
using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Engine;

/// <summary>Puts together what one instance is told: its environment variables and its arguments.</summary>
internal sealed class InstanceEnvironment(EngineContext engine)
{
    public async Task<Dictionary<string, string>> BuildVariablesAsync(ResourceInstance instance, CancellationToken cancellationToken)
    {
        var context = new EnvironmentCallbackContext(engine.ExecutionContext, instance.Resource, cancellationToken: cancellationToken);
        if (instance.Resource is ProjectResource)
            ProjectEnvironment.AddDefaults(context.EnvironmentVariables, instance, engine);
        else if (instance.Resource.HasAnnotationOfType<OtlpExporterAnnotation>())
            ProjectEnvironment.AddTelemetry(context.EnvironmentVariables, instance, engine);
        foreach (var callback in instance.Resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
            await callback.Callback(context).ConfigureAwait(false);
        EndpointEnvironment.Add(context.EnvironmentVariables, instance);

        var resolved = new Dictionary<string, string>();
        foreach (var (name, value) in context.EnvironmentVariables)
        {
            if (await ResolveAsync(value, instance, cancellationToken).ConfigureAwait(false) is { } text)
                resolved[name] = text;
        }

        return resolved;
    }

    public async Task<IReadOnlyList<string>> BuildArgumentsAsync(ResourceInstance instance, CancellationToken cancellationToken)
    {
        var context = new CommandLineArgsCallbackContext([], instance.Resource, cancellationToken) { ExecutionContext = engine.ExecutionContext };
        foreach (var callback in instance.Resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
            await callback.Callback(context).ConfigureAwait(false);

        var resolved = new List<string>(context.Args.Count);
        foreach (var argument in context.Args)
        {
            if (await ResolveAsync(argument, instance, cancellationToken).ConfigureAwait(false) is { } text)
                resolved.Add(text);
        }

        return resolved;
    }

    private async ValueTask<string?> ResolveAsync(object value, ResourceInstance instance, CancellationToken cancellationToken)
    {
        var asked = value is IResourceBuilder<IResource> builder ? builder.Resource : value;
        return asked switch
        {
            string text => text,
            IValueProvider provider => await provider.GetValueAsync(CallerOf(instance), cancellationToken).ConfigureAwait(false),
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            _ => asked.ToString(),
        };
    }

    private ValueProviderContext CallerOf(ResourceInstance instance) =>
        new() { ExecutionContext = engine.ExecutionContext, Caller = instance.Resource, CallerReplica = instance.Replica };
}
