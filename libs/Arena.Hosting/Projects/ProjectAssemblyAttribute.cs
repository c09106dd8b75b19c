namespace Arena.Hosting;

/// <summary>
/// Written onto the generated classes: the assembly that the app host's own build produced for the project. It is run
/// directly, which saves the second or two that <c>dotnet run</c> spends on finding out that nothing is to be built.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ProjectAssemblyAttribute(string path) : Attribute
{
    public string Path { get; } = path;
}
