using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;

namespace Arena.Publishing;

/// <summary>
/// Text of a chart's templates. Everything is YAML before it is a template: an expression stands in a quoted scalar or a comment, its own
/// strings between backquotes, so that files can be read, and written, as what they are.
/// </summary>
internal static partial class HelmText
{
    /// <summary>The key of a name under <c>.Values</c>: <c>my-db</c> is <c>myDb</c>, since templates cannot say a hyphen.</summary>
    public static string Key(string name)
    {
        var words = name.Split('-', StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(words.Select((w, i) => (i == 0 ? char.ToLowerInvariant(w[0]) : char.ToUpperInvariant(w[0])) + w[1..]));
    }

    public static string Value(string path) => $"{{{{ .Values.{path} }}}}";

    /// <summary>A number: <see cref="Document"/> takes the quotes away.</summary>
    public static string Number(string path) => $"{{{{ int .Values.{path} }}}}";

    /// <summary>Text as it is, although it looks like a template.</summary>
    public static string Verbatim(string text) => text.Replace("{{", "{{`{{`}}", StringComparison.Ordinal);

    /// <summary>A value of the environment or an argument; Kubernetes puts the parameters in, where it says <c>$(NAME)</c>.</summary>
    public static string Expanded(IReadOnlyList<ValuePart> parts) => string.Concat(parts.Select(p => p.Parameter is null
        ? Verbatim(p.Text.Replace("$", "$$", StringComparison.Ordinal))
        : $"$({Variable(p)})"));

    /// <summary>The variable of a parameter that is part of other values.</summary>
    public static string Variable(ValuePart part) => $"PARAMETER_{SecretKey(part).ToUpperInvariant().Replace('-', '_')}";

    public static string SecretName(PublishedSystem system) =>
        $"{{{{ .Values.existingSecret.name | default `{system.Name}-parameters` }}}}";

    public static string SecretKey(ValuePart part) => part.Parameter!.Name + (part.IsUrlEncoded ? "-uri" : "");

    public static string ValuePath(ParameterResource parameter) =>
        $"{(parameter.Secret ? "secrets" : "parameters")}.{Key(parameter.Name)}";

    /// <summary>One file of several objects, which is there only if a condition holds.</summary>
    public static string Document(IEnumerable<object> objects, string? condition = null)
    {
        var text = QuotedNumber().Replace(string.Join("---\n", objects.Select(YamlText.Write)), "$1");
        return OutputFolder.Header + (condition is null ? text : $"# {{{{ if {condition} }}}}\n{text}# {{{{ end }}}}\n");
    }

    [GeneratedRegex("\"(\\{\\{ int [^\"{}]* \\}\\})\"")]
    private static partial Regex QuotedNumber();
}
