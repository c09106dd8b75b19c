using YamlDotNet.RepresentationModel;

namespace Arena.Tests.EndToEnd.Publishing;

internal static class YamlNodeTexts
{
    /// <summary>The items of a list of scalars.</summary>
    public static IEnumerable<string?> Texts(this YamlNode list) => ((YamlSequenceNode)list).Select(item => (string?)item);

    public static bool Has(this YamlNode map, string key) => ((YamlMappingNode)map).Children.ContainsKey(key);
}
