namespace Arena.Hosting.ApplicationModel;

/// <summary>Makes a resource's name fit for a shell variable: <c>my-db</c> becomes <c>MY_DB</c>.</summary>
internal static class EnvironmentVariableName
{
    public static string Encode(string name)
    {
        var encoded = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_'));
        return char.IsAsciiDigit(encoded[0]) ? '_' + encoded : encoded;
    }
}
