namespace Arena.Hosting.ApplicationModel;

/// <summary>
/// The rule for names of resources and endpoints. They end up in environment variables, host names and manifests,
/// so the smallest common alphabet of those is what is allowed.
/// </summary>
internal static class ModelName
{
    public const int MaxLength = 64;

    public static void Validate(string target, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (Fault(name) is { } fault)
            throw new ArgumentException($"'{name}' is not a valid {target} name: {fault}.", nameof(name));
    }

    private static string? Fault(string name) => name switch
    {
        "" => "it is empty; wanted 1 to 64 ASCII letters, digits and hyphens, beginning with a letter",
        { Length: > MaxLength } => $"it has {name.Length} characters; at most {MaxLength} are allowed",
        _ when !char.IsAsciiLetter(name[0]) => "it must begin with an ASCII letter",
        _ when name.FirstOrDefault(c => !char.IsAsciiLetterOrDigit(c) && c != '-') is var bad and not '\0'
            => $"it has '{bad}'; only ASCII letters, digits and hyphens are allowed",
        _ when name.Contains("--", StringComparison.Ordinal) => "it has two hyphens in a row",
        _ when name[^1] == '-' => "it ends with a hyphen",
        _ => null,
    };
}
