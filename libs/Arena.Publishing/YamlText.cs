using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.EventEmitters;

namespace Arena.Publishing;

/// <summary>
/// Writes objects as YAML, their properties in the order in which they are declared, without those that are null or empty. Text that
/// any reader of YAML could take for something else (<c>yes</c>, <c>1.0</c>, <c>8080:8080</c>) is quoted.
/// </summary>
internal static partial class YamlText
{
    private static readonly HashSet<string> _ambiguous =
        new(["true", "false", "yes", "no", "on", "off", "null", "y", "n"], StringComparer.OrdinalIgnoreCase);

    private static readonly ISerializer _serializer = new SerializerBuilder()
        .ConfigureDefaultValuesHandling(DefaultValuesHandling.OmitNull | DefaultValuesHandling.OmitEmptyCollections)
        .WithEventEmitter(next => new Quoting(next))
        .WithIndentedSequences()
        .WithNewLine("\n")
        .DisableAliases()
        .Build();

    public static string Write(object document) => _serializer.Serialize(document);

    // Begins with a letter or a slash, so that nothing that looks like a number gets through.
    [GeneratedRegex("^[A-Za-z/][A-Za-z0-9_./-]*$")]
    private static partial Regex Plain();

    private sealed class Quoting(IEventEmitter next) : ChainedEventEmitter(next)
    {
        public override void Emit(ScalarEventInfo info, IEmitter emitter)
        {
            if (info.Source.Value is string text && (!Plain().IsMatch(text) || _ambiguous.Contains(text)))
                info.Style = ScalarStyle.DoubleQuoted;
            base.Emit(info, emitter);
        }
    }
}
