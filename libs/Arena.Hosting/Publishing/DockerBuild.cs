namespace Arena.Hosting.Publishing;

/// <summary>Builds the projects' images by <c>deploy/Dockerfile</c>, from the folder above the app host that has one.</summary>
internal sealed class DockerBuild
{
    private const string Dockerfile = "deploy/Dockerfile";

    private readonly string _context;

    private DockerBuild(string context) => _context = context;

    /// <summary>Null when there is no such file: the images are then to be there.</summary>
    public static DockerBuild? Find(string appHostDirectory, string outputDirectory)
    {
        for (var folder = new DirectoryInfo(appHostDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Dockerfile)))
                return new DockerBuild(Path.GetRelativePath(outputDirectory, folder.FullName).Replace('\\', '/'));
        }

        return null;
    }

    public object Of(string project) => new { context = _context, dockerfile = Dockerfile, args = new { PROJECT = project } };
}
