using Arena.ServiceDefaults.Access;

namespace Arena.Tests.ServiceDefaults.Access;

public sealed class TenantNameTests
{
    [Theory]
    [InlineData("default", "l", "l")]
    [InlineData("club", "l", "club/l")]
    [InlineData("default", "club/l", "default/club/l")] // nobody's: names have no slash
    [InlineData("club", "other/l", "club/other/l")]
    [InlineData("default", "/l", "default//l")]
    public void Name_is_qualified_by_its_tenant_and_read_back(string tenant, string name, string qualified)
    {
        Assert.Equal(qualified, TenantName.Qualify(tenant, name));
        Assert.Equal(tenant, TenantName.TenantOf(qualified));
        Assert.Equal(name, TenantName.Plain(qualified));
    }

    [Fact]
    public void No_two_tenants_have_one_thing_whatever_it_is_called()
    {
        string[] tenants = ["default", "a", "a-b", "b"];
        string[] names = ["l", "a/l", "default/l", "a", "a/b/l", "", "/"];
        var all = tenants.SelectMany(tenant => names.Select(name => TenantName.Qualify(tenant, name))).ToArray();
        Assert.Equal(all.Length, all.Distinct().Count());
    }

    [Theory]
    [InlineData("club-7", true)]
    [InlineData("", false)]
    [InlineData("Club", false)]
    [InlineData("a/b", false)]
    [InlineData("ä", false)]
    public void Tenant_is_called_by_few_characters(string tenant, bool valid) => Assert.Equal(valid, TenantName.IsValid(tenant));
}
