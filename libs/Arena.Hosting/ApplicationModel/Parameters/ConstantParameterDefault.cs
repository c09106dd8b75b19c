namespace Arena.Hosting.ApplicationModel;

/// <summary>A default that the author of the app host wrote down, and that is published with the application.</summary>
internal sealed class ConstantParameterDefault(Func<string> value) : ParameterDefault
{
    public override string GetDefaultValue() => value();
}
