namespace Arena.Hosting.ApplicationModel;

public interface IExpressionValue : IValueProvider, IManifestExpressionProvider;
