namespace Arena.Hosting.Publishing;

/// <summary>Text that becomes YAML only when a template has been filled in: written as it is.</summary>
internal sealed record YamlTemplate(string Text);
