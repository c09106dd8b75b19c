using Arena.ServiceDefaults.Access;

namespace Arena.Tests.ServiceDefaults.Access;

public sealed class AccessTableTests
{
    [Theory]
    [InlineData("GET", "/v1/leagues/{id}/standings", Role.Viewer)]
    [InlineData("HEAD", "/v1/leagues", Role.Viewer)]
    [InlineData("POST", "/v1/leagues/{id}/stop", Role.Operator)]
    [InlineData("DELETE", "/v1/keys/{id}", Role.Admin)]
    [InlineData("GET", "v1/tenants", Role.Admin)]
    [InlineData("GET", "/", Role.Viewer)]
    public void Route_has_the_rule_of_the_longest_path_that_covers_it(string method, string route, Role least) =>
        Assert.Equal(least, AccessTable.OfRoute(method, route)?.Least);

    [Theory]
    [InlineData("DELETE", "/v1/leagues/{id}")]
    [InlineData("GET", "/v1/leaguesandmore")]
    [InlineData("GET", "/v1")]
    [InlineData("GET", "/nothing")]
    [InlineData("POST", "/")]
    public void What_is_not_in_the_table_has_no_rule(string method, string route) => Assert.Null(AccessTable.OfRoute(method, route));

    [Theory]
    [InlineData("arena.v1.LeagueService/List", Role.Viewer)]
    [InlineData("arena.v1.LeagueService/Start", Role.Operator)]
    [InlineData("arena.v1.WorkService/Work", Role.Node)]
    public void Rpc_has_its_own_rule_or_its_services(string rpc, Role least) => Assert.Equal(least, AccessTable.OfRpc(rpc)?.Least);

    [Theory]
    [InlineData("arena.v1.LeagueServiceX/List")]
    [InlineData("arena.v1.AccessService/Other")]
    public void Rpc_that_is_not_in_the_table_has_no_rule(string rpc) => Assert.Null(AccessTable.OfRpc(rpc));

    [Theory]
    [InlineData(Role.Viewer, Role.Viewer, true)]
    [InlineData(Role.Viewer, Role.Admin, true)]
    [InlineData(Role.Operator, Role.Competitor, false)]
    [InlineData(Role.Viewer, Role.Node, false)] // a node is no reader
    [InlineData(Role.Node, Role.Admin, false)] // and nobody plays for one
    [InlineData(Role.Node, Role.Node, true)]
    public void Roles_of_people_rise_and_a_node_is_a_node(Role least, Role role, bool may) =>
        Assert.Equal(may, AccessRule.From(least).Refuses(new Caller("x", "t", role, [])) is null);

    [Fact]
    public void What_is_the_systems_is_for_its_own_tenant_only()
    {
        Assert.Null(AccessRule.OfSystem(Role.Operator).Refuses(new Caller("x", Caller.DefaultTenant, Role.Operator, [])));
        Assert.NotNull(AccessRule.OfSystem(Role.Operator).Refuses(new Caller("x", "t", Role.Admin, [])));
        Assert.Null(AccessRule.OfSystem(Role.Node).Refuses(Caller.Anybody));
    }
}
