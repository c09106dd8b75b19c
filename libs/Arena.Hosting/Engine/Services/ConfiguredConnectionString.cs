using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Engine;

/// <summary>The connection string of a server that somebody else runs.</summary>
internal sealed class ConfiguredConnectionString(string name, string value) : Resource(name), IResourceWithConnectionString
{
    private readonly ReferenceExpression _expression = Literal(value);

    public ReferenceExpression ConnectionStringExpression => _expression;

    private static ReferenceExpression Literal(string value)
    {
        var builder = new ReferenceExpressionBuilder();
        builder.AppendLiteral(value);
        return builder.Build();
    }
}
