using Arena.ServiceDefaults.Access;
using Arena.ServiceDefaults.SignIn;
using Microsoft.Extensions.Options;

namespace Arena.Tests.ServiceDefaults.SignIn;

public sealed class SignInOptionsTests
{
    private const string Issuer = "https://login.example.org";

    [Theory]
    [InlineData(null, null, null, null, null)]
    [InlineData(Issuer, "arena", null, null, null)]
    [InlineData(Issuer, "arena", "s3cret", "openid email", null)]
    [InlineData(null, "arena", null, null, "SignIn:ClientId is set without Access:Issuer")]
    [InlineData(Issuer, null, "s3cret", null, "SignIn:ClientSecret is set without SignIn:ClientId")]
    [InlineData(Issuer, "", null, null, "SignIn:ClientId is empty")]
    [InlineData(Issuer, "arena", "", null, "SignIn:ClientSecret is empty")]
    [InlineData(Issuer, "arena", null, "profile", "SignIn:Scopes is 'profile'; wanted openid among them")]
    public void Setting_that_cannot_be_is_told(string? issuer, string? client, string? secret, string? scopes, string? told)
    {
        var options = new SignInOptions { ClientId = client, ClientSecret = secret };
        if (scopes is not null)
            options.Scopes = scopes;
        var fault = Validate(options, issuer);
        if (told is null)
            Assert.Null(fault);
        else
            Assert.Contains(told, fault, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", fault ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("00:00:59")]
    [InlineData("31.00:00:00")]
    public void Session_is_of_a_minute_to_a_month(string length) => Assert.Contains(
        $"SignIn:Session is {length}; wanted 00:01:00 to 30.00:00:00", Validate(new() { Session = TimeSpan.Parse(length, null) }, null),
        StringComparison.Ordinal);

    private static string? Validate(SignInOptions options, string? issuer) =>
        new SignInOptionsValidator(Options.Create(new AccessOptions { Issuer = issuer })).Validate(null, options).FailureMessage;
}
