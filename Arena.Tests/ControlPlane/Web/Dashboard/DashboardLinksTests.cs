using Arena.ControlPlane.Web.Dashboard;
using Arena.ServiceDefaults.Access;
using Microsoft.Extensions.Options;

namespace Arena.Tests.ControlPlane.Web.Dashboard;

public sealed class DashboardLinksTests
{
    private const string Parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    [Fact]
    public void Those_who_look_after_the_system_are_led_to_a_trace_where_the_dashboard_is_known()
    {
        var links = Links("http://127.0.0.1:18888/");

        Assert.Equal("http://127.0.0.1:18888", links.Home(Caller.Anybody));
        Assert.Equal("http://127.0.0.1:18888/traces/detail/0af7651916cd43dd8448eb211c80319c", links.TraceOf(Caller.Anybody, Parent));
        Assert.Null(links.TraceOf(Caller.Anybody, null));
        Assert.Null(links.Home(new Caller("key:1", Caller.DefaultTenant, Role.Viewer, [])));
        Assert.Null(links.Home(new Caller("key:2", "club", Role.Admin, [])));
        Assert.Null(Links(null).TraceOf(Caller.Anybody, Parent));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData("https://dashboard.example", true)]
    [InlineData("dashboard", false)]
    [InlineData("javascript:alert(1)", false)]
    public void Only_an_address_of_the_web_is_linked_to(string? address, bool isRight) => Assert.Equal(
        isRight, new DashboardOptionsValidator().Validate(null, new DashboardOptions { Address = address }).Succeeded);

    private static DashboardLinks Links(string? address) => new(Options.Create(new DashboardOptions { Address = address }));
}
