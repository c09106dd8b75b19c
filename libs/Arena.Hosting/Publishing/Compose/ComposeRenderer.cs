using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Publishing;

/// <summary>Parameters become variables of <c>.env</c>. Compose cannot encode them for URLs, which <c>.env</c> says.</summary>
internal sealed class ComposeRenderer : ContainerRenderer
{
    public static string Variable(ParameterResource parameter) => EnvironmentVariableName.Encode(parameter.Name);

    protected override RenderedText Literal(string text) => new(text.Replace("$", "$$", StringComparison.Ordinal), IsSecret: false);

    protected override RenderedText Parameter(ParameterResource parameter, bool urlEncoded) =>
        new($"${{{Variable(parameter)}:?set {Variable(parameter)} in .env}}", parameter.Secret);
}
