using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Publishing;

/// <summary>The model as publishers see it: what is left out is left out, and what a resource is told is known.</summary>
internal sealed class PublishingModel(
    string applicationName, DistributedApplicationModel model, DistributedApplicationExecutionContext context, string outputDirectory, string appHostDirectory)
{
    public string ApplicationName { get; } = applicationName;

    /// <summary>What paths are told from.</summary>
    public string OutputDirectory { get; } = outputDirectory;

    public string RepositoryRoot { get; } = AppHostLocation.FindRepositoryRoot(appHostDirectory);

    public IReadOnlyList<IResource> Resources { get; } = [.. model.Resources.Where(r => !r.HasAnnotationOfType<ManifestPublishingExclusionAnnotation>())];

    /// <summary>Those that become containers: projects and stores.</summary>
    public IEnumerable<IResource> Workloads => Resources.Where(r => r is IComputeResource && !r.HasAnnotationOfType<PublishAsConnectionStringAnnotation>());

    /// <summary>Every parameter that something published needs, in the order in which they are met.</summary>
    public IReadOnlyList<ParameterResource> Parameters { get; } = FindParameters(model);

    public async Task<IReadOnlyDictionary<string, object>> EnvironmentOfAsync(IResource resource, CancellationToken cancellationToken)
    {
        var environment = new EnvironmentCallbackContext(context, resource, cancellationToken: cancellationToken);
        foreach (var callback in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
            await callback.Callback(environment).ConfigureAwait(false);
        if (resource is ProjectResource project)
            ProjectDeployment.AddDefaults(project, environment.EnvironmentVariables);
        return environment.EnvironmentVariables;
    }

    public async Task<IReadOnlyList<object>> ArgumentsOfAsync(IResource resource, CancellationToken cancellationToken)
    {
        var arguments = new CommandLineArgsCallbackContext([], resource, cancellationToken) { ExecutionContext = context };
        foreach (var callback in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
            await callback.Callback(arguments).ConfigureAwait(false);
        return [.. arguments.Args];
    }

    /// <summary>A path as it is written: from where the output lies, with slashes that go forward.</summary>
    public string Relative(string path) => Path.GetRelativePath(OutputDirectory, path).Replace('\\', '/');

    private static List<ParameterResource> FindParameters(DistributedApplicationModel model)
    {
        var found = new List<ParameterResource>();
        foreach (var resource in model.Resources)
        {
            if (resource is ParameterResource parameter)
                Add(parameter);
            if (resource is IResourceWithConnectionString connection)
                Visit(connection.ConnectionStringExpression);
        }

        return found;

        void Add(ParameterResource parameter)
        {
            if (!found.Contains(parameter))
                found.Add(parameter);
        }

        void Visit(object value)
        {
            if (value is ParameterResource parameter)
                Add(parameter);
            else if (value is IValueWithReferences { References: var references })
                references.Where(r => r is not IResource or ParameterResource).ToList().ForEach(Visit);
        }
    }
}
