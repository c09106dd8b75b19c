using Arena.ServiceDefaults.Access;

namespace Arena.Tests.ServiceDefaults.Access;

public sealed class AccessOptionsTests
{
    private static readonly string _long = new('k', 32);

    [Fact]
    public void Any_setting_of_who_is_let_in_means_that_callers_are_asked()
    {
        Assert.False(new AccessOptions().IsRequired);
        Assert.True(new AccessOptions { AdminKey = _long }.IsRequired);
        Assert.True(new AccessOptions { NodeKey = _long }.IsRequired);
        Assert.True(new AccessOptions { Issuer = "https://i" }.IsRequired);
        Assert.True(new AccessOptions { NodeAuthority = "ca.pem" }.IsRequired);
        Assert.False(new AccessOptions { AdminKey = _long, Required = false }.IsRequired);
    }

    [Theory]
    [InlineData("short", null, null, null, "Access:AdminKey has 5 characters; wanted at least 32")]
    [InlineData("", null, null, null, "Access:AdminKey has 0 characters; wanted at least 32")]
    [InlineData("a key with spaces in it, of more than 32 characters", null, null, null, "without spaces")]
    [InlineData(null, "short", null, null, "Access:NodeKey has 5 characters")]
    [InlineData(null, null, "login", "a", "Access:Issuer is 'login'; wanted an https address")]
    [InlineData(null, null, "http://login.example.org", "a", "wanted an https address")]
    [InlineData(null, null, "https://login.example.org", null, "Access:Audience is not set")]
    [InlineData(null, null, null, "a", "Access:Audience is set without Access:Issuer")]
    public void Setting_that_cannot_be_is_told_without_its_secret(
        string? admin, string? node, string? issuer, string? audience, string told)
    {
        var options = new AccessOptions { AdminKey = admin, NodeKey = node, Issuer = issuer, Audience = audience };
        var fault = new AccessOptionsValidator().Validate(null, options).FailureMessage;
        Assert.Contains(told, fault, StringComparison.Ordinal);
        Assert.DoesNotContain("short", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nowhere/ca.pem", null, null, "Access:NodeAuthority: The file of trusted roots '/nowhere/ca.pem' cannot be read")]
    [InlineData("/dev/null", null, null, "Access:NodeAuthority: The file of trusted roots '/dev/null' has no certificate")]
    [InlineData(null, "/dev/null", null, "Access:NodeCertificate and Access:NodeCertificateKey go together")]
    [InlineData(null, null, "/dev/null", "Access:NodeCertificate and Access:NodeCertificateKey go together")]
    [InlineData(null, "/dev/null", "/dev/null", "Access:NodeCertificate '/dev/null' with Access:NodeCertificateKey '/dev/null' cannot be")]
    public void Certificate_that_cannot_be_read_is_told(string? authority, string? certificate, string? key, string told)
    {
        var options = new AccessOptions { NodeAuthority = authority, NodeCertificate = certificate, NodeCertificateKey = key };
        Assert.Contains(told, new AccessOptionsValidator().Validate(null, options).FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void One_key_for_both_is_refused() => Assert.Contains(
        "are the same",
        new AccessOptionsValidator().Validate(null, new AccessOptions { AdminKey = _long, NodeKey = _long }).FailureMessage,
        StringComparison.Ordinal);
}
