using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Engine;

/// <summary>A default that is made up once and then kept in a file that only we can read.</summary>
internal sealed class PersistedDefault(string path, ParameterDefault inner) : ParameterDefault
{
    public static void Keep(IEnumerable<IResource> resources, StateDirectory state)
    {
        foreach (var parameter in resources.OfType<ParameterResource>().Where(p => p.HasAnnotationOfType<PersistedParameterAnnotation>() && !state.IsEphemeral))
            parameter.Default = new PersistedDefault(state.ParameterFile(parameter.Name), parameter.Default!);
    }

    public override string GetDefaultValue()
    {
        if (File.Exists(path))
            return File.ReadAllText(path);

        var value = inner.GetDefaultValue();
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        PrivateFile.Write(path, value);
        return value;
    }
}
