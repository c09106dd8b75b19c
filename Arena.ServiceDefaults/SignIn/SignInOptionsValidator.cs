using Arena.ServiceDefaults.Access;
using Microsoft.Extensions.Options;

namespace Arena.ServiceDefaults.SignIn;

internal sealed class SignInOptionsValidator(IOptions<AccessOptions> access) : IValidateOptions<SignInOptions>
{
    private static readonly TimeSpan _shortest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _longest = TimeSpan.FromDays(30);

    public ValidateOptionsResult Validate(string? name, SignInOptions options)
    {
        string?[] faults = [ClientFault(options), ScopesFault(options), SessionFault(options)];
        return faults.OfType<string>().ToArray() is { Length: > 0 } found
            ? ValidateOptionsResult.Fail(found)
            : ValidateOptionsResult.Success;
    }

    private string? ClientFault(SignInOptions options)
    {
        if (options.ClientId is null)
            return options.ClientSecret is null ? null : "SignIn:ClientSecret is set without SignIn:ClientId; wanted both or neither.";
        if (string.IsNullOrWhiteSpace(options.ClientId))
            return "SignIn:ClientId is empty; wanted what this system is called at the provider.";
        if (options.ClientSecret is not null && string.IsNullOrWhiteSpace(options.ClientSecret))
            return "SignIn:ClientSecret is empty; wanted the secret, or no such setting.";
        return access.Value.Issuer is null
            ? "SignIn:ClientId is set without Access:Issuer; wanted the provider's https address there."
            : null;
    }

    private static string? ScopesFault(SignInOptions options) => options.Scopes.Split(' ').Contains("openid")
        ? null
        : $"SignIn:Scopes is '{options.Scopes}'; wanted openid among them, or there is no ID token.";

    private static string? SessionFault(SignInOptions options) => options.Session >= _shortest && options.Session <= _longest
        ? null
        : $"SignIn:Session is {options.Session}; wanted {_shortest} to {_longest}.";
}
