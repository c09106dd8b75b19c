using System.Security.Cryptography;
using System.Text;
using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting;

/// <summary>Names that tell the volumes of one application from those of another on the same machine.</summary>
public static class VolumeNameGenerator
{
    private const int HashLength = 10;

    public static string Generate<T>(IResourceBuilder<T> builder, string suffix)
        where T : IResource
    {
        ArgumentException.ThrowIfNullOrEmpty(suffix);
        if (suffix.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('_' or '.' or '-')))
            throw new ArgumentException($"'{suffix}' cannot end the name of a volume: only letters, digits and '_', '.', '-' are allowed.", nameof(suffix));

        var application = builder.ApplicationBuilder;
        var name = application.Environment.ApplicationName.ToLowerInvariant();

        // By the name and not by the path: a checkout elsewhere publishes the same text.
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..HashLength];
        return $"{name}-{hash}-{builder.Resource.Name}-{suffix}";
    }
}
