using System.Runtime.CompilerServices;
using System.Text;

namespace Arena.Hosting.ApplicationModel;

/// <summary>Builds a <see cref="ReferenceExpression"/> piece by piece.</summary>
public class ReferenceExpressionBuilder
{
    internal const string NoFormat = "ReferenceExpression instances can't be used in interpolated string with a custom format. Duplicate the inner expression in-place.";

    private readonly StringBuilder _format;
    private readonly List<IValueProvider> _valueProviders;
    private readonly List<string> _manifestExpressions;
    private readonly List<string?> _stringFormats;

    public ReferenceExpressionBuilder()
        : this(16, 2)
    {
    }

    internal ReferenceExpressionBuilder(int literalLength, int formattedCount)
    {
        _format = new StringBuilder(literalLength + (3 * formattedCount));
        _valueProviders = new List<IValueProvider>(formattedCount);
        _manifestExpressions = new List<string>(formattedCount);
        _stringFormats = new List<string?>(formattedCount);
    }

    public bool IsEmpty => _format.Length == 0;

    public void Append([InterpolatedStringHandlerArgument("")] in ReferenceExpressionBuilderInterpolatedStringHandler handler)
    {
        // The handler has already written into this builder.
    }

    /// <summary>Text is taken literally: its braces are not holes.</summary>
    public void AppendLiteral(string value) =>
        _format.Append(value.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));

    public void AppendFormatted(string? value) => AppendFormatted(value, null);

    public void AppendFormatted(string? value, string? format = null)
    {
        if (value is not null)
            AppendLiteral(Known(format) == "uri" ? Uri.EscapeDataString(value) : value);
    }

    [Obsolete(NoFormat, error: true)]
    public void AppendFormatted(ReferenceExpression valueProvider, string format) => throw new NotSupportedException(NoFormat);

    public void AppendFormatted<T>(T valueProvider)
        where T : IValueProvider, IManifestExpressionProvider => AppendFormatted(valueProvider, null);

    public void AppendFormatted<T>(T valueProvider, string? format)
        where T : IValueProvider, IManifestExpressionProvider => Append(valueProvider, valueProvider.ValueExpression, format);

    /// <summary>A value of which only the object is at hand: text, or something that has a value and can be named in a manifest.</summary>
    public void AppendValueProvider(object valueProvider, string? format = null)
    {
        switch (valueProvider)
        {
            case string text:
                AppendFormatted(text, format);
                break;
            case IResourceBuilder<IResource> builder:
                AppendValueProvider(builder.Resource, format);
                break;
            case IValueProvider provider and IManifestExpressionProvider named:
                Append(provider, named.ValueExpression, format);
                break;
            default:
                throw new ArgumentException($"A {valueProvider?.GetType().Name ?? "null"} cannot be part of a reference expression: wanted text, or a value that can be named in a manifest.", nameof(valueProvider));
        }
    }

    public ReferenceExpression Build() =>
        new(_format.ToString(), [.. _valueProviders], [.. _manifestExpressions], [.. _stringFormats]);

    private void Append(IValueProvider provider, string expression, string? format)
    {
        _format.Append('{').Append(_valueProviders.Count).Append('}');
        _valueProviders.Add(provider);
        _manifestExpressions.Add(expression);
        _stringFormats.Add(Known(format));
    }

    private static string? Known(string? format) => format?.ToLowerInvariant() switch
    {
        null => null,
        "uri" => "uri",
        _ => throw new FormatException($"'{format}' is not a format that a reference expression knows; there is only 'uri'."),
    };

    [InterpolatedStringHandler]
    public ref struct ReferenceExpressionBuilderInterpolatedStringHandler(int literalLength, int formattedCount, ReferenceExpressionBuilder builder)
    {
        // The compiler passes both; the builder grows by itself.
        private readonly int _expected = literalLength + formattedCount;

        public readonly int Expected => _expected;

        public readonly void AppendLiteral(string value) => builder.AppendLiteral(value);

        public readonly void AppendFormatted(string? value) => builder.AppendFormatted(value);

        public readonly void AppendFormatted(string? value, string format) => builder.AppendFormatted(value, format);

        [Obsolete(NoFormat, error: true)]
        public readonly void AppendFormatted(ReferenceExpression valueProvider, string format) => throw new NotSupportedException(NoFormat);

        public readonly void AppendFormatted<T>(T valueProvider)
            where T : IValueProvider, IManifestExpressionProvider => builder.AppendFormatted(valueProvider);

        public readonly void AppendFormatted<T>(T valueProvider, string? format)
            where T : IValueProvider, IManifestExpressionProvider => builder.AppendFormatted(valueProvider, format);

        public readonly void AppendFormatted<T>(IResourceBuilder<T> valueProvider)
            where T : IResource, IValueProvider, IManifestExpressionProvider => builder.AppendFormatted(valueProvider.Resource);

        public readonly void AppendFormatted<T>(IResourceBuilder<T> valueProvider, string? format)
            where T : IResource, IValueProvider, IManifestExpressionProvider => builder.AppendFormatted(valueProvider.Resource, format);
    }
}
