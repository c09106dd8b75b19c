using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Arena.Tests.Shared;

namespace Arena.Tests.Architecture;

/// <summary>How long files, lines and methods may get, and where a namespace lies.</summary>
public sealed partial class ShapeTests
{
    private const int MostLines = 400;
    private const int MostColumns = 140;
    private const int MostMethodLines = 70;

    private static readonly string[] _code = [".cs", ".sql", ".sh", ".proto", ".py", ".js"];

    [Fact]
    public void No_file_is_longer_than_a_reader_can_hold() => AssertNone(
        from file in Repository.Files(_code)
        let lines = File.ReadLines(file).Count()
        where lines > MostLines && !IsGenerated(file)
        select $"{Repository.Relative(file)} has {lines} lines");

    [Fact]
    public void No_line_is_wider_than_a_page() => AssertNone(
        from file in Repository.Files(_code)
        where !IsGenerated(file)
        from line in File.ReadLines(file).Index()
        where line.Item.Length > MostColumns
        select $"{Repository.Relative(file)}:{line.Index + 1} has {line.Item.Length} characters");

    [Fact]
    public void Namespaces_are_folders() => AssertNone(
        from file in Repository.Files(".cs")
        let found = Namespace().Match(File.ReadAllText(file)).Groups[1].Value
        let folder = string.Join('.', Path.GetDirectoryName(Repository.Relative(file))!.Split('/').SkipWhile(p => p is "libs" or "tools"))
        where found.Length > 0 && !folder.StartsWith("samples", StringComparison.Ordinal)
        // Where an AppHost looks for what extends it.
        where found is not ("Aspire.Hosting" or "Aspire.Hosting.ApplicationModel")
        where found != folder
        select $"{Repository.Relative(file)} is in {found}");

    [Fact]
    public void No_method_is_longer_than_a_screen_or_two() =>
        AssertNone(Directory.EnumerateFiles(AppContext.BaseDirectory, "Arena.*.pdb").SelectMany(LongMethods));

    private static void AssertNone(IEnumerable<string> faults) => Assert.Equal("", string.Join('\n', faults));

    // From the first to the last line of a method that the debugger stops at.
    private static IEnumerable<string> LongMethods(string symbols)
    {
        using var file = new PEReader(File.OpenRead(Path.ChangeExtension(symbols, ".dll")));
        using var provider = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(symbols));
        var (types, lines) = (file.GetMetadataReader(), provider.GetMetadataReader());
        foreach (var handle in lines.MethodDebugInformation)
        {
            var points = lines.GetMethodDebugInformation(handle).GetSequencePoints().Where(p => !p.IsHidden).ToList();
            var document = lines.GetMethodDebugInformation(handle).Document;
            if (points.Count == 0 || document.IsNil || IsGenerated(lines.GetString(lines.GetDocument(document).Name)))
                continue;
            var length = points.Max(p => p.EndLine) - points.Min(p => p.StartLine) + 1;
            if (length <= MostMethodLines)
                continue;
            var method = types.GetMethodDefinition(handle.ToDefinitionHandle());
            if (method.Attributes.HasFlag(MethodAttributes.RTSpecialName))
                continue; // a constructor's lines are also those of initializers, all over the type
            var type = types.GetTypeDefinition(method.GetDeclaringType());
            yield return $"{types.GetString(type.Name)}.{types.GetString(method.Name)} has {length} lines";
        }
    }

    private static bool IsGenerated(string path) =>
        path.Contains("/artifacts/", StringComparison.Ordinal) || path.Contains("/obj/", StringComparison.Ordinal)
        || path.Contains("/Earlier/", StringComparison.Ordinal) // migrations as they were released
        || path.EndsWith(".g.cs", StringComparison.Ordinal) || path.EndsWith("_pb2.py", StringComparison.Ordinal)
        || path.EndsWith("_pb2_grpc.py", StringComparison.Ordinal);

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
