using Arena.ServiceDefaults.Telemetry;

namespace Arena.Tests.ServiceDefaults.Telemetry;

public sealed class StatementNamesTests
{
    [Theory]
    [InlineData("select id, name from leagues where id = $1", "select leagues")]
    [InlineData("DELETE FROM outbox WHERE id <= $1", "delete outbox")]
    [InlineData("insert into public.tasks (a) values ($1)", "insert public.tasks")]
    [InlineData("update tasks set a = 1", "update tasks")]
    [InlineData("-- why\n/* and how */ create table if not exists t (a int)", "create t")]
    [InlineData("select 1", "select")]
    [InlineData("listen news", "listen")]
    public void Statement_is_named_by_its_verb_and_target(string statement, string name) =>
        Assert.Equal(name, StatementNames.NameOf(statement));

    [Theory]
    [InlineData("")]
    [InlineData("  -- nothing else\n")]
    [InlineData("$1")]
    public void Statement_without_a_verb_has_no_name(string statement) => Assert.Null(StatementNames.NameOf(statement));
}
