using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Arena.Backplane.Ledger.Postgres;

/// <summary>An SQL file that is embedded in this assembly.</summary>
/// <param name="Name">The file's, without <c>.sql</c>.</param>
internal sealed record PostgresScript(string Name, string Sql)
{
    /// <summary>Over the text in UTF-8, in lower case hexadecimal digits.</summary>
    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));

    /// <summary>The scripts of a folder beside this class, in the order of their names.</summary>
    public static IEnumerable<PostgresScript> In(string folder)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var prefix = $"{typeof(PostgresScript).Namespace}.{folder}.";
        foreach (var resource in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            if (!resource.StartsWith(prefix, StringComparison.Ordinal))
                continue;
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return new PostgresScript(Path.GetFileNameWithoutExtension(resource[prefix.Length..]), reader.ReadToEnd());
        }
    }
}
