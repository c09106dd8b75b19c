namespace Arena.Core.Leagues.Document;

/// <summary>A field that holds a number within bounds, both ends allowed.</summary>
internal sealed record NumberField(string Name, string Description, double Minimum, double Maximum)
    : DocumentField(Name, Description, () => SchemaShape.Number(Minimum, Maximum));
