namespace Arena.Hosting.ApplicationModel;

/// <summary>Where a parameter's value comes from when it is not configured.</summary>
public abstract class ParameterDefault
{
    public abstract string GetDefaultValue();
}
