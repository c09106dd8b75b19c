namespace Arena.Core.Leagues.Document;

/// <summary>A field that holds a whole number within bounds, both ends allowed.</summary>
internal sealed record IntegerField(string Name, string Description, int Minimum, int Maximum)
    : DocumentField(Name, Description, () => SchemaShape.Integer(Minimum, Maximum));
