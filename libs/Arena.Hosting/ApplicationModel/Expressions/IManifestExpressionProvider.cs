namespace Arena.Hosting.ApplicationModel;

/// <summary>Something that a manifest can name before its value is known, such as <c>{redis.connectionString}</c>.</summary>
public interface IManifestExpressionProvider
{
    string ValueExpression { get; }
}
