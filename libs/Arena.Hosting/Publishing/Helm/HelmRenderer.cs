using System.Globalization;
using System.Text;
using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Publishing;

/// <summary>
/// Values become Go templates. Between rendering and <see cref="Scalar"/> a parameter stands as a mark in the text, so that text
/// of the app host's cannot be mistaken for a template.
/// </summary>
internal sealed class HelmRenderer : ContainerRenderer
{
    private const char Begin = '\uE000';
    private const char End = '\uE001';

    /// <summary>The key of a name under <c>.Values</c>: <c>my-db</c> is <c>myDb</c>, since templates cannot say a hyphen.</summary>
    public static string Key(string name)
    {
        var words = name.Split('-');
        return string.Concat(words.Select((w, i) => i == 0 ? char.ToLowerInvariant(w[0]) + w[1..] : char.ToUpperInvariant(w[0]) + w[1..]));
    }

    public static string Path(ParameterResource parameter) => $".Values.{(parameter.Secret ? "secrets" : "parameters")}.{Key(parameter.Name)}";

    /// <summary>The whole text as one quoted scalar that is put together when the chart is installed.</summary>
    public static object Scalar(RenderedText rendered)
    {
        var arguments = new List<string>();
        var format = new StringBuilder();
        for (var i = 0; i < rendered.Text.Length; i++)
        {
            if (rendered.Text[i] != Begin)
            {
                format.Append(rendered.Text[i] == '%' ? "%%" : rendered.Text[i].ToString());
                continue;
            }

            var end = rendered.Text.IndexOf(End, i);
            arguments.Add(rendered.Text[(i + 1)..end]);
            format.Append("%s");
            i = end;
        }

        if (arguments.Count == 0)
            return rendered.Text.Contains("{{", StringComparison.Ordinal) ? Verbatim(rendered.Text) : rendered.Text;
        return new YamlTemplate($"{{{{ printf {GoString(format.ToString())} {string.Join(' ', arguments)} | quote }}}}");
    }

    protected override RenderedText Literal(string text) => new(text, IsSecret: false);

    protected override RenderedText Parameter(ParameterResource parameter, bool urlEncoded)
    {
        var path = Path(parameter);
        var value = $"(required {GoString(string.Create(CultureInfo.InvariantCulture, $"{path[".Values.".Length..]} is missing"))} {path}{(urlEncoded ? " | urlquery" : "")})";
        return new($"{Begin}{value}{End}", parameter.Secret);
    }

    private static YamlTemplate Verbatim(string text) => new($"{{{{ {GoString(text)} | quote }}}}");

    private static string GoString(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";
}
