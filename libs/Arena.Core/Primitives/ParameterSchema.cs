using System.Collections.Immutable;
using System.Globalization;

namespace Arena.Core.Primitives;

/// <summary>The parameters which a game or a strategy knows, and what must hold between them.</summary>
public sealed class ParameterSchema
{
    private readonly Func<ParameterSet, string?>? _rule;

    /// <param name="definitions">In the order in which they are shown.</param>
    /// <param name="rule">A condition over several parameters: null when it holds, otherwise what is wrong.</param>
    public ParameterSchema(ImmutableArray<ParameterDefinition> definitions, Func<ParameterSet, string?>? rule = null)
    {
        Definitions = definitions;
        Defaults = Complete([]);
        _rule = rule;
    }

    /// <summary>A schema without parameters.</summary>
    public static ParameterSchema None { get; } = new([]);

    /// <summary>The parameters, in the order in which they are shown.</summary>
    public ImmutableArray<ParameterDefinition> Definitions { get; }

    /// <summary>Every parameter at its default.</summary>
    public ParameterSet Defaults { get; }

    /// <summary>The parameter of that name; null when there is none.</summary>
    public ParameterDefinition? Find(string name) => Definitions.FirstOrDefault(d => d.Name == name);

    /// <summary>
    /// The given values over the defaults. Every fault is found at once; with any fault the result is the defaults.
    /// </summary>
    public ParameterSet Bind(IEnumerable<KeyValuePair<string, double>> values, ICollection<ParameterFault> faults)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(faults);
        var before = faults.Count;
        var given = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            if (Find(name) is not { } definition)
                faults.Add(Unknown(name));
            else if (!definition.Accepts(value))
                faults.Add(new(name, string.Create(CultureInfo.InvariantCulture,
                    $"found {value}; wanted {definition.Allowed}")));
            else
                given[name] = value;
        }

        if (faults.Count != before) return Defaults;
        var bound = Complete(given);
        if (_rule?.Invoke(bound) is not { } broken) return bound;
        faults.Add(new("", broken));
        return Defaults;
    }

    /// <summary>For code that knows its values are right.</summary>
    /// <exception cref="ArgumentException">They are not; the message lists every fault.</exception>
    public ParameterSet Bind(params IEnumerable<KeyValuePair<string, double>> values)
    {
        var faults = new List<ParameterFault>();
        var bound = Bind(values, faults);
        return faults.Count == 0
            ? bound
            : throw new ArgumentException(string.Join("; ", faults.Select(f => $"{f.Name}: {f.Message}")), nameof(values));
    }

    private ParameterSet Complete(Dictionary<string, double> given) => new([.. Definitions.Select(
        d => KeyValuePair.Create(d.Name, given.GetValueOrDefault(d.Name, d.Default)))], Definitions);

    /// <summary>The fault of naming a parameter that does not exist here.</summary>
    public ParameterFault Unknown(string name) => new(name, Definitions.IsEmpty
        ? "unknown parameter; there are none here"
        : "unknown parameter" + NearMiss.Hint(name, Definitions.Select(d => d.Name)));
}
