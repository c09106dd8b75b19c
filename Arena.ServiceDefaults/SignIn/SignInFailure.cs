namespace Arena.ServiceDefaults.SignIn;

/// <summary>Why somebody was not signed in, as the page's address says it.</summary>
public static class SignInFailure
{
    /// <summary>The key is not known, or not good any more.</summary>
    public const string Key = "key";

    /// <summary>Too many keys from this address were none.</summary>
    public const string Often = "often";

    /// <summary>The key's holder calls more often than it may.</summary>
    public const string Busy = "busy";

    /// <summary>The identity provider has not said who it is, or not to the question that was asked.</summary>
    public const string Provider = "provider";

    /// <summary>The identity provider does not answer.</summary>
    public const string Away = "away";

    /// <summary>There is none.</summary>
    public const string NoProvider = "none";

    /// <summary>The identity provider gives them no role here, or no tenant.</summary>
    public const string NoRole = "role";

    /// <summary>The form is too old, or not of this browser.</summary>
    public const string Form = "form";

    /// <summary>What is told of it; null of what is none.</summary>
    public static string? Told(string? failure) => failure switch
    {
        Key => "That key lets nobody in: it is not known, or not good any more.",
        Often => "Too many keys from your address were none. Wait a minute, and try again.",
        Busy => "You call more often than you may. Wait a moment, and try again.",
        Provider => "The identity provider has not said who you are. Try again.",
        Away => "The identity provider does not answer. Try again later, or use a key.",
        NoProvider => "No identity provider is configured here: use a key.",
        NoRole => "The identity provider gives you no role here, or no tenant. Ask whoever runs the system.",
        Form => "The form was too old. Try again.",
        _ => null,
    };
}
