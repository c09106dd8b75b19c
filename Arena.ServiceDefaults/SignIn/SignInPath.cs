namespace Arena.ServiceDefaults.SignIn;

/// <summary>Where people sign in.</summary>
public static class SignInPath
{
    public const string Page = "/sign-in";

    /// <summary>Where they are sent to the identity provider.</summary>
    public const string Provider = "/sign-in/provider";

    public const string Out = "/sign-out";

    /// <summary>The page, which leads back to where somebody wanted to go.</summary>
    public static string From(string wanted) => $"{Page}?return={Uri.EscapeDataString(wanted)}";

    /// <summary>Where somebody may be led back to: a path of this service, whatever a link to the page says; else the first page.</summary>
    public static string Back(string? wanted) =>
        wanted is ['/', ..] and not ['/', '/' or '\\', ..] && wanted.All(c => c is > ' ' and <= '~') ? wanted : "/";
}
