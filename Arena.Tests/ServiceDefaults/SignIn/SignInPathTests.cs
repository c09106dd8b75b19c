using Arena.ServiceDefaults.SignIn;

namespace Arena.Tests.ServiceDefaults.SignIn;

public sealed class SignInPathTests
{
    [Theory]
    [InlineData("/", "/")]
    [InlineData("/leagues/a?x=1", "/leagues/a?x=1")]
    [InlineData(null, "/")]
    [InlineData("", "/")]
    [InlineData("leagues", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("\\\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("/a\r\nSet-Cookie: x", "/")]
    [InlineData("/\t/evil.example", "/")]
    public void Nobody_is_led_out_of_the_service(string? wanted, string back) => Assert.Equal(back, SignInPath.Back(wanted));
}
